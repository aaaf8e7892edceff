using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Sallyport.Agent.Cluster;

/// <summary>Reads one context of a kubeconfig. What the agent cannot honour it refuses by name, rather than ignore it.</summary>
public static class Kubeconfig
{
    /// <summary>Reads the endpoint that a context names; without a name, the current one.</summary>
    /// <exception cref="FormatException">The file does not say it, or says something the agent does not support.</exception>
    public static KubernetesEndpoint Load(string path, string? context, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        var model = Read(path);
        var name = context ?? model.CurrentContext
            ?? throw new FormatException($"{path} has no current-context; name one with --context.");
        var entry = model.Contexts?.FirstOrDefault(c => c.Name == name)?.Context
            ?? throw new FormatException(
                $"{path} has no context '{name}'; it has: {string.Join(", ", model.Contexts?.Select(c => c.Name) ?? [])}.");
        var cluster = model.Clusters?.FirstOrDefault(c => c.Name == entry.Cluster)?.Cluster
            ?? throw new FormatException($"{path}: context '{name}' names the cluster '{entry.Cluster}', which is not there.");
        var user = model.Users?.FirstOrDefault(u => u.Name == entry.User)?.User
            ?? throw new FormatException($"{path}: context '{name}' names the user '{entry.User}', which is not there.");
        var file = new KubeconfigFile(path);
        return new KubernetesEndpoint
        {
            Server = Server(path, cluster),
            Authorities = Authorities(file, cluster),
            TlsServerName = string.IsNullOrEmpty(cluster.TlsServerName) ? null : cluster.TlsServerName,
            SkipTlsVerification = cluster.SkipTlsVerification,
            Credential = Credential(file, entry.User!, user, time),
        };
    }

    private static KubeconfigModel Read(string path)
    {
        try
        {
            var yaml = new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .IgnoreUnmatchedProperties()
                .Build();
            return yaml.Deserialize<KubeconfigModel>(File.ReadAllText(path)) ?? throw new FormatException($"{path} is empty.");
        }
        catch (YamlException e)
        {
            // The exception's own message can quote the line, and with it a token.
            throw new FormatException($"{path} is not a kubeconfig: line {e.Start.Line} is not understood.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static Uri Server(string path, KubeconfigModel.ClusterEntry cluster)
    {
        if (!string.IsNullOrEmpty(cluster.ProxyUrl))
        {
            throw new FormatException($"{path} sets proxy-url: the agent reaches kube-apiserver directly or not at all.");
        }

        return Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server) && server.Scheme is "https" or "http"
            && server.UserInfo.Length == 0 && server.Query.Length == 0
            ? server
            : throw new FormatException($"{path}: server must be an https:// address.");
    }

    private static X509Certificate2Collection? Authorities(KubeconfigFile file, KubeconfigModel.ClusterEntry cluster)
    {
        var pem = file.Text("certificate-authority", cluster.AuthorityData, cluster.AuthorityFile);
        if (pem is null)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0
            ? authorities
            : throw new FormatException($"{file.Path}: certificate-authority holds no certificate.");
    }

    private static KubernetesCredential Credential(
        KubeconfigFile file, string name, KubeconfigModel.UserEntry user, TimeProvider time)
    {
        var unsupported = user switch
        {
            { Exec: not null } => "exec (a credential plugin)",
            { AuthProvider: not null } => "auth-provider",
            { Username.Length: > 0 } => "username and password",
            { Impersonate.Length: > 0 } => "as (impersonation)",
            _ => null,
        };
        if (unsupported is not null)
        {
            throw new FormatException(
                $"{file.Path}: user '{name}' signs in by {unsupported}, which the agent does not support; use a token, a tokenFile or a client certificate.");
        }

        if (user.TokenFile is { Length: > 0 } tokenFile)
        {
            return KubernetesCredential.BearerFile(file.Resolve(tokenFile), time);
        }

        if (user.Token is { Length: > 0 } token)
        {
            return KubernetesCredential.Bearer(token);
        }

        var certificate = file.Text("client-certificate", user.CertificateData, user.CertificateFile);
        var key = file.Text("client-key", user.KeyData, user.KeyFile);
        if (certificate is null || key is null)
        {
            throw new FormatException($"{file.Path}: user '{name}' has neither a token nor a client certificate with its key.");
        }

        try
        {
            return KubernetesCredential.Certificate(X509Certificate2.CreateFromPem(certificate, key));
        }
        catch (CryptographicException)
        {
            throw new FormatException($"{file.Path}: the client certificate of user '{name}' and its key do not belong together.");
        }
    }

    private sealed record KubeconfigFile(string Path)
    {
        /// <summary>Relative paths in a kubeconfig are relative to the file.</summary>
        public string Resolve(string path) =>
            System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, path);

        public string? Text(string key, string? data, string? file)
        {
            try
            {
                return data is { Length: > 0 } ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
                    : file is { Length: > 0 } ? File.ReadAllText(Resolve(file))
                    : null;
            }
            catch (FormatException)
            {
                throw new FormatException($"{Path}: {key}-data is not base64.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new FormatException($"{Path}: {key} cannot be read: {e.Message}", e);
            }
        }
    }
}
