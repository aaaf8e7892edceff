using Sallyport.Cli.Commands;

namespace Sallyport.Cli.Tests.Commands;

public sealed class CredentialCommandTests
{
    /// <summary>What kubectl says of itself, and the version of the answer; null is a refusal.</summary>
    public static TheoryData<string?, string?> Asked => new()
    {
        { null, "client.authentication.k8s.io/v1" },
        { "", "client.authentication.k8s.io/v1" },
        { """{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":true}}""", "client.authentication.k8s.io/v1" },
        { """{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","spec":{"interactive":false}}""", "client.authentication.k8s.io/v1beta1" },
        { """{"apiVersion":"client.authentication.k8s.io/v1alpha1"}""", null },
        { """{"apiVersion":"v1"}""", null },
        { "{}", null },
        { "not json", null },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void Version_IsTheOneKubectlAskedIn(string? execInfo, string? answered)
    {
        var asking = () => CredentialCommand.Version(execInfo);

        if (answered is null)
        {
            asking.Should().Throw<CommandException>().WithMessage("KUBERNETES_EXEC_INFO*");
        }
        else
        {
            asking().Should().Be(answered);
        }
    }
}
