using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Providers;

/// <summary>
/// Keeps ASP.NET Core's authentication schemes in step with the providers in the store, so that one can be added, changed
/// and removed while the hub runs. Every change of a provider is a scheme of its own.
/// </summary>
internal sealed class ProviderSchemes(
    IDbContextFactory<SallyportDbContext> store, IAuthenticationSchemeProvider schemes, IOptionsMonitorCache<OpenIdConnectOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile IReadOnlyDictionary<string, ProviderRow> _byScheme = new Dictionary<string, ProviderRow>(StringComparer.Ordinal);

    /// <summary>The providers there are, as <see cref="RefreshAsync"/> last saw them.</summary>
    public IEnumerable<ProviderRow> All => _byScheme.Values.OrderBy(provider => provider.Title, StringComparer.Ordinal);

    public static string NameOf(ProviderRow provider) => $"oidc:{provider.Name}:{provider.Revision:N}";

    /// <summary>The provider of a scheme; null when it was changed or removed meanwhile.</summary>
    public ProviderRow? Find(string scheme) => _byScheme.GetValueOrDefault(scheme);

    public ProviderRow? FindByName(string name) => _byScheme.Values.FirstOrDefault(provider => provider.Name == name);

    /// <summary>Reads the store. Sign-ins are rare enough to ask each time, and so no replica is ever behind.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var rows = await database.Providers.AsNoTracking().Include(p => p.Mappings).ToListAsync(cancellationToken);
        var wanted = rows.ToDictionary(NameOf, StringComparer.Ordinal);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var before = _byScheme;
            _byScheme = wanted;
            foreach (var gone in before.Keys.Where(scheme => !wanted.ContainsKey(scheme)))
            {
                schemes.RemoveScheme(gone);
                options.TryRemove(gone);
            }

            foreach (var (scheme, provider) in wanted.Where(pair => !before.ContainsKey(pair.Key)))
            {
                schemes.AddScheme(new AuthenticationScheme(scheme, provider.Title, typeof(OpenIdConnectHandler)));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
