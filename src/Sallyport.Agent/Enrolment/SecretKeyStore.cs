using System.Text;
using Sallyport.Access.Installation;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Enrolment;

/// <summary>
/// Keeps the keys in one named Secret of the agent's namespace. The manifest makes the Secret, empty: to read and change
/// that one is all the agent's account may do with Secrets there.
/// </summary>
internal sealed class SecretKeyStore(KubernetesApi api, string ns) : IAgentKeyStore
{
    private const string Name = AgentInstallation.KeySecret;
    private const string KeyField = "tls.key";
    private const string CertificateField = "tls.crt";
    private const string JoinedWithField = "joined-with";

    public string Place => $"Secret {ns}/{Name}";

    private string Target => $"/api/v1/namespaces/{ns}/secrets/{Name}";

    public async Task<AgentKeys?> LoadAsync(CancellationToken cancellationToken)
    {
        var secret = await api.FindAsync(Target, KubernetesJson.Default.SecretObject, cancellationToken)
            ?? throw new KubernetesUnavailableException($"the Secret {ns}/{Name} is not there: apply the manifest again");
        return Field(secret, KeyField) is { } key ? new AgentKeys(key, Field(secret, CertificateField), Field(secret, JoinedWithField)) : null;
    }

    public Task SaveAsync(AgentKeys keys, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, string>
        {
            [KeyField] = Convert.ToBase64String(Encoding.UTF8.GetBytes(keys.KeyPem)),
            [CertificateField] = Convert.ToBase64String(Encoding.UTF8.GetBytes(keys.CertificatePem ?? "")),
            [JoinedWithField] = Convert.ToBase64String(Encoding.UTF8.GetBytes(keys.JoinedWith ?? "")),
        };
        return api.MergeAsync(Target, new SecretObject { Data = data }, KubernetesJson.Default.SecretObject, cancellationToken);
    }

    private static string? Field(SecretObject secret, string name) =>
        secret.Data?.GetValueOrDefault(name) is { Length: > 0 } value ? Encoding.UTF8.GetString(Convert.FromBase64String(value)) : null;
}
