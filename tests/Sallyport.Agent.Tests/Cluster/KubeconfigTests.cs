using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Tests.Cluster;

public sealed class KubeconfigTests
{
    [Fact]
    public void Load_HyphenatedAndCamelCaseKeys_AreAllRead()
    {
        var folder = Directory.CreateTempSubdirectory("sallyport-kubeconfig-");
        try
        {
            var token = Path.Combine(folder.FullName, "token");
            File.WriteAllText(token, "abc");
            var path = Path.Combine(folder.FullName, "config");
            File.WriteAllText(path, $$"""
                apiVersion: v1
                kind: Config
                clusters:
                - name: real
                  cluster: { server: "https://127.0.0.1:6443", insecure-skip-tls-verify: true, tls-server-name: kubernetes }
                users:
                - name: admin
                  user: { tokenFile: "{{token}}" }
                contexts:
                - name: here
                  context: { cluster: real, user: admin, namespace: default }
                current-context: here
                """);

            var endpoint = Kubeconfig.Load(path, context: null, TimeProvider.System);

            endpoint.Server.Should().Be(new Uri("https://127.0.0.1:6443"));
            endpoint.SkipTlsVerification.Should().BeTrue();
            endpoint.TlsServerName.Should().Be("kubernetes");
            endpoint.Credential.Token.Should().Be("abc");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("exec: { command: aws }")]
    [InlineData("auth-provider: { name: gcp }")]
    [InlineData("as: system:admin")]
    [InlineData("username: u")]
    public void Load_ACredentialTheAgentCannotHonour_IsRefusedByName(string user)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $$"""
                current-context: a
                contexts: [ { name: a, context: { cluster: a, user: a } } ]
                clusters: [ { name: a, cluster: { server: "https://127.0.0.1:6443" } } ]
                users: [ { name: a, user: { {{user}} } } ]
                """);

            var load = () => Kubeconfig.Load(path, null, TimeProvider.System);

            load.Should().Throw<FormatException>().WithMessage("*does not support*");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
