using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Sessions;

/// <summary>
/// Whether somebody proved a short while ago who they are. A new way in for good asks for that, so that a browser left open, or its
/// stolen cookie, gives none.
/// </summary>
internal sealed class RecentSignIn(IDbContextFactory<SallyportDbContext> store, TimeProvider time)
{
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(5);

    public async Task<bool> IsAsync(Credential session, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - Span;
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await database.Credentials.AnyAsync(c => c.Id == session.Root && c.CreatedAt >= since, cancellationToken);
    }
}
