using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Fleet;

/// <summary>
/// The hub's three issuers, kept in the store: for its own servers, for agents and for users. A certificate of one is
/// never accepted where another's belongs.
/// </summary>
internal sealed class CertificateAuthorities(IDbContextFactory<SallyportDbContext> store, TimeProvider time)
{
    private const string ServerIssuer = "server";
    private const string AgentIssuer = "agent";
    private const string UserIssuer = "user";

    private Issuer? _server;
    private Issuer? _agents;

    /// <summary>Signs what the hub shows to clients and agents; agents and kubeconfigs pin it.</summary>
    public Issuer Server => _server ?? throw NotLoaded();

    /// <summary>Signs what agents show to the hub.</summary>
    public Issuer Agents => _agents ?? throw NotLoaded();

    /// <summary>Reads the issuers, or makes them in a new store. Call once before anything is served.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        _server = await FindOrCreateAsync(ServerIssuer, "Sallyport hub CA", cancellationToken);
        _agents = await FindOrCreateAsync(AgentIssuer, "Sallyport agent CA", cancellationToken);
        await FindOrCreateAsync(UserIssuer, "Sallyport user CA", cancellationToken);
    }

    private async Task<Issuer> FindOrCreateAsync(string issuer, string commonName, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var row = await database.CertificateAuthorities.FindAsync([issuer], cancellationToken);
        if (row is null)
        {
            var made = Issuer.Create(commonName, time.GetUtcNow());
            // Of two replicas that start at once, one issuer wins and both read it.
            await database.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO certificate_authorities ("Issuer", "CertificatePem", "PrivateKeyPem", "CreatedAt")
                VALUES ({issuer}, {made.CertificatePem}, {made.ExportKeyPem()}, {time.GetUtcNow()}) ON CONFLICT DO NOTHING
                """,
                cancellationToken);
            row = await database.CertificateAuthorities.SingleAsync(a => a.Issuer == issuer, cancellationToken);
        }

        return Issuer.Load(row.CertificatePem, row.PrivateKeyPem);
    }

    private static InvalidOperationException NotLoaded() => new("The certificate authorities have not been loaded yet.");
}
