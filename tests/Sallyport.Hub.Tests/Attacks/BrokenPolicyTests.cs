using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Gateway;

namespace Sallyport.Hub.Tests.Attacks;

/// <summary>A policy that is damaged, empty or out of reach opens nothing.</summary>
public sealed class BrokenPolicyTests
{
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const string Bump = "UPDATE organization SET \"PolicyVersion\" = \"PolicyVersion\" + 1";

    /// <summary>What is broken, and what the three people get afterwards: admin, developer, stranger.</summary>
    public static TheoryData<string, string, int, int, int> Damages { get; } = new()
    {
        { "assignments of a role that is not there", "UPDATE assignments SET \"Role\" = 'king'", 404, 404, 404 },
        { "assignments of a role in other letters", "UPDATE assignments SET \"Role\" = upper(\"Role\")", 404, 404, 404 },
        { "assignments that cannot be read", "UPDATE assignments SET \"Scope\" = '{'", 404, 404, 404 },
        { "one assignment that cannot be read", "UPDATE assignments SET \"Scope\" = '[]' WHERE \"SubjectName\" = 'admin'", 404, 200, 404 },
        { "no assignments", "DELETE FROM assignments", 404, 404, 404 },
        { "no policy at all", "DELETE FROM assignments; DELETE FROM projects; DELETE FROM settings", 404, 404, 404 },
        { "a guardrail that cannot be read", "INSERT INTO guardrails (\"Name\", \"Place\", \"Rules\", \"Except\") VALUES ('g', '{', '[]', '[]')", 403, 403, 404 },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    [CatalogueRow(244)]
    public async Task Policy_Damaged_AllowsNothingMore(string what, string sql, int admin, int developer, int stranger)
    {
        var rig = new GatewayRig();
        await using var started = rig.ConfigureAwait(false);
        await rig.InitializeAsync();

        await RunAsync(rig, $"{sql}; {Bump}");
        await rig.Services.GetRequiredService<PolicySource>().ConfirmAsync(TestContext.Current.CancellationToken);

        foreach (var (token, status) in new[] { (rig.Admin, admin), (rig.Developer, developer), (rig.Stranger, stranger) })
        {
            await using var connection = await rig.ConnectAsync();
            await connection.AskAsync($"GET {Pods}", $"Authorization: Bearer {token}");
            (await connection.HeadAsync()).Should().StartWith($"HTTP/1.1 {status}", what);
        }
    }

    [Fact]
    [CatalogueRow(244)]
    public async Task Store_Gone_AnswersNothingAndTurnsHealthRed()
    {
        var rig = new GatewayRig();
        await using var started = rig.ConfigureAwait(false);
        await rig.InitializeAsync();
        (await ReadyAsync(rig)).Should().StartWith("HTTP/1.1 200");

        await RunAsync(rig, "ALTER TABLE organization RENAME TO away");
        await Storage.Eventually.TrueAsync(() => !rig.Services.GetRequiredService<PolicySource>().IsFresh);

        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET {Pods}", $"Authorization: Bearer {rig.Admin}");
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 503");
        (await ReadyAsync(rig)).Should().StartWith("HTTP/1.1 503");
        rig.Agent.Requests.Should().BeEmpty();

        await RunAsync(rig, "ALTER TABLE away RENAME TO organization");
        await Storage.Eventually.TrueAsync(() => rig.Services.GetRequiredService<PolicySource>().IsFresh);
    }

    private static async Task RunAsync(GatewayRig rig, string sql)
    {
        await using var database = await rig.Services.GetRequiredService<IDbContextFactory<SallyportDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
#pragma warning disable EF1002 // The statements are this test's own.
        await database.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal), TestContext.Current.CancellationToken);
#pragma warning restore EF1002
    }

    private static async Task<string> ReadyAsync(GatewayRig rig)
    {
        await using var connection = await rig.ConnectAsync(port: rig.ConsolePort);
        await connection.AskAsync("GET /readyz");
        return await connection.HeadAsync();
    }
}
