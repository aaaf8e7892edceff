using System.Text.Json.Serialization;

namespace Sallyport.Tunnel.Protocol;

/// <summary>What an agent sends to get a certificate: a join token the first time, its current certificate later.</summary>
/// <param name="Token">The one-time join token; null for a renewal.</param>
/// <param name="Csr">A PKCS#10 request in base64.</param>
/// <param name="AgentVersion">The agent's version.</param>
public sealed record EnrollmentRequest(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Token, string Csr, string AgentVersion)
{
    /// <summary>Never prints the token.</summary>
    public override string ToString() =>
        $"{nameof(EnrollmentRequest)} {{ {(Token is null ? "renewal" : "with token")}, AgentVersion = {AgentVersion} }}";
}

/// <summary>The hub's answer: a certificate, or a sentence that says why not.</summary>
/// <param name="Certificate">The certificate and its issuer in PEM.</param>
/// <param name="Cluster">The cluster's name at the hub.</param>
/// <param name="Error">Why there is no certificate.</param>
public sealed record EnrollmentAnswer(string? Certificate = null, string? Cluster = null, string? Error = null);

/// <summary>The hub's first words on a tunnel: empty when the agent is let in.</summary>
/// <param name="Error">Why the agent is refused.</param>
public sealed record TunnelWelcome(string? Error = null);
