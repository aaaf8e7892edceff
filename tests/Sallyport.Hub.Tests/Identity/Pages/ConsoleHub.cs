using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sallyport.Access.Policy;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Identity.Pages;

/// <summary>A whole hub on free ports, over a new store, as <c>serve</c> runs it.</summary>
internal sealed class ConsoleHub : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;

    private ConsoleHub(string? postgreSql, HubLimits? limits) => _app = HubApplication.Build(new HubOptions
    {
        DataFolder = _folder.Path,
        PostgreSql = postgreSql,
        GatewayPort = 0,
        ConsolePort = 0,
        LogLevel = LogLevel.Error,
        Limits = limits ?? new HubLimits(),
    });

    public IServiceProvider Services => _app.Services;

    public int GatewayPort => HubApplication.Ports(_app).Gateway;

    public Uri Console => new($"https://127.0.0.1:{HubApplication.Ports(_app).Console}");

    public IEnumerable<RouteEndpoint> Routes =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public static async Task<ConsoleHub> StartAsync(string? postgreSql = null, HubLimits? limits = null)
    {
        var hub = new ConsoleHub(postgreSql, limits);
        await HubApplication.PrepareAsync(hub._app, CancellationToken.None);
        await HubApplication.StartAsync(hub._app, CancellationToken.None);
        return hub;
    }

    public Browser Browse() => new(Console);

    /// <summary>A new hub's setup token.</summary>
    public async Task<string> SetupTokenAsync() => (await Services.GetRequiredService<SetupToken>().IssueAsync(CancellationToken.None))!;

    /// <summary>A person, and a link by which they choose their password.</summary>
    public async Task<string> InviteAsync(string name)
    {
        await AddAsync(new UserRow { Name = name });
        return "/invitation?token=" + (await Services.GetRequiredService<Sallyport.Hub.Identity.Accounts.Invitations>().MakeAsync(name, "test", CancellationToken.None))!.Token;
    }

    /// <summary>A person with a password, and an Organization Admin beside them.</summary>
    public async Task PersonAsync(string name, string password)
    {
        using var browser = Browse();
        await browser.OpenAsync(await InviteAsync(name));
        await browser.SendAsync("/invitation", ("password", password), ("again", password));
    }

    /// <summary>A browser of a new person who is signed in.</summary>
    public async Task<Browser> SignedInAsync(string name)
    {
        var link = await InviteAsync(name);
        var browser = Browse();
        await browser.OpenAsync(link);
        await browser.SendAsync("/invitation", ("password", "a long enough password"), ("again", "a long enough password"));
        return browser;
    }

    /// <summary>A token made by hand for an Organization Admin, who is made if they are not there.</summary>
    public async Task<string> AdminTokenAsync(string name = "root")
    {
        await using (var database = await Services.GetRequiredService<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync())
        {
            if (!await database.Users.AnyAsync(u => u.Name == name))
            {
                await AddAsync(new UserRow { Name = name }, PolicyParts.Assignment("organization-admin", name, Scope.Organization));
            }
        }

        return (await Services.GetRequiredService<CredentialStore>().IssueAsync(name, "test", "test", TimeSpan.FromHours(1), CancellationToken.None)).Token;
    }

    public Task<bool> AddAsync(params object[] rows) => Services.GetRequiredService<PolicyStore>().ChangeAsync(
        database =>
        {
            database.AddRange(rows);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    /// <summary>The reasons of all sign-in events so far: who, allowed, why.</summary>
    public async Task<IReadOnlyList<string>> TrailAsync(string containing)
    {
        IReadOnlyList<string> found = [];
        await Eventually.TrueAsync(async () =>
        {
            await using var database = await Services.GetRequiredService<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync();
            var rows = await database.AuditEvents.Where(e => e.Source == "sign-in" && e.Kind == AuditEventKind.Decision).OrderBy(e => e.Sequence).ToListAsync();
            found = [.. rows.Select(row => $"{row.User} {row.Allowed} {System.Text.Json.Nodes.JsonNode.Parse(row.Json)!["reason"]}")];
            return found.Any(line => line.Contains(containing, StringComparison.Ordinal));
        });
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
