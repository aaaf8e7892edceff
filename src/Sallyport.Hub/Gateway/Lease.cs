using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Gateway;

/// <summary>Ties a running exchange to its decision, so that it ends when the decision would now be no.</summary>
internal sealed class Lease : IDisposable
{
    private readonly CancellationTokenSource _cut = new();
    private Refusal? _refusal;

    public required Guid Id { get; init; }

    public required string User { get; init; }

    public required Guid CredentialRoot { get; init; }

    public required DateTimeOffset? CredentialEnds { get; init; }

    public required FleetCluster Cluster { get; init; }

    public required KubernetesRequest Request { get; init; }

    public required bool MayCreate { get; init; }

    /// <summary>What the exchange was last allowed with, before it was sent on.</summary>
    public required GroupVariant Variant { get; set; }

    /// <summary>Cancelled when the exchange must end.</summary>
    public CancellationToken Cut => _cut.Token;

    /// <summary>Why it must end; null while it may go on.</summary>
    public Refusal? Refusal => Volatile.Read(ref _refusal);

    /// <summary>Ends the exchange. The first reason stands.</summary>
    public void End(Refusal refusal)
    {
        if (Interlocked.CompareExchange(ref _refusal, refusal, null) is not null)
        {
            return;
        }

        try
        {
            // Asynchronously: the exchange's own code must not run on the thread that brings the news to all leases.
            _ = _cut.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }

    public void Dispose() => _cut.Dispose();
}
