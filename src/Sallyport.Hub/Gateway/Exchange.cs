using System.IO.Pipelines;
using Sallyport.Access.Requests;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// One request on its road: what was asked, what is known of it so far, and the way to answer. It has several entrances
/// (Kestrel's is <see cref="KestrelExchange"/>), so the road itself never sees an <see cref="HttpContext"/>.
/// </summary>
internal abstract class Exchange
{
    /// <summary>The request's identity in the audit, and towards the agent.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    public required DateTimeOffset Began { get; init; }

    public required long BeganTicks { get; init; }

    public required string Method { get; init; }

    /// <summary>The request target as it stood on the wire.</summary>
    public required string RawTarget { get; init; }

    public required string Protocol { get; init; }

    /// <summary>The name the client gave in the TLS handshake; empty when it gave none.</summary>
    public required string ServerName { get; init; }

    public required string Host { get; init; }

    public required string ClientAddress { get; init; }

    public required IHeaderDictionary Headers { get; init; }

    public required Stream Body { get; init; }

    public required bool HasBody { get; init; }

    /// <summary>Whether this connection could be handed over to another protocol, and the client asks for it.</summary>
    public required bool AsksUpgrade { get; init; }

    /// <summary>Cancelled when nobody waits for the answer any more.</summary>
    public abstract CancellationToken Aborted { get; }

    /// <summary>The cluster's name as the client gave it; empty when it named none.</summary>
    public string Cluster { get; set; } = "";

    /// <summary>The request target without the prefix that names the cluster.</summary>
    public string Target { get; set; } = "";

    public Guid? CredentialId { get; set; }

    /// <summary>What must stay in force for the exchange to go on: the credential itself, or the session it came from.</summary>
    public Guid? CredentialRoot { get; set; }

    public DateTimeOffset? CredentialEnds { get; set; }

    public string? User { get; set; }

    /// <summary>Whether a credential in force stands behind it.</summary>
    public bool Authenticated { get; set; }

    public KubernetesRequest? Request { get; set; }

    /// <summary>The upgrade the client asks for; null for an ordinary request.</summary>
    public ClientUpgrade? Upgrade { get; set; }

    public ExchangeTally Tally { get; } = new();

    /// <summary>Whether the status line is out, so that nothing but the body's end can still be said.</summary>
    public abstract bool AnswerStarted { get; }

    public abstract IHeaderDictionary AnswerHeaders { get; }

    /// <summary>Takes the answer's body. What is written leaves with the next flush, the headers with the first one.</summary>
    public abstract PipeWriter Answer { get; }

    public abstract void SetStatus(int status);

    /// <summary>Answers 101 and hands the connection over.</summary>
    public abstract Task<DuplexStream> UpgradeAsync();

    /// <summary>Ends the exchange in a way that no client takes for a whole answer.</summary>
    public abstract void Reset();
}
