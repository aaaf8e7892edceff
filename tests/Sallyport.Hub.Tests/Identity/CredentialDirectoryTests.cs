using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Identity;

public sealed class CredentialDirectoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_IssuedToken_IsItsUsers()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        var issued = await IssueAsync(parts);

        var found = await parts.Directory.FindAsync(issued.Token, Cancel);

        found.Should().Be(new Credential(issued.Id, "developer", issued.Expires));
        parts.Directory.IsInForce(issued.Id).Should().BeTrue();
        (await parts.Directory.FindAsync(BearerToken.Make(), Cancel)).Should().BeNull();
    }

    [Fact]
    [CatalogueRow(255)]
    public async Task Store_KeepsTheHashAlone()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        var issued = await IssueAsync(parts);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        foreach (var file in Directory.EnumerateFiles(store.Options.DataFolder, "sallyport.db*"))
        {
            (await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Cancel)).Should().NotContain(issued.Token[8..40]);
        }

        issued.ToString().Should().NotContain(issued.Token);
    }

    [Theory]
    [InlineData("revoke")]
    [InlineData("disable")]
    [InlineData("not-before")]
    [CatalogueRow(246)]
    public async Task Revocation_Returned_HoldsHereAndInOtherReplicas(string how)
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        using var here = await PolicyParts.SeededAsync(store, time);
        using var there = new PolicyParts(store, time);
        await there.Source.ReloadAsync(Cancel);
        var issued = await IssueAsync(here);
        await here.Directory.FindAsync(issued.Token, Cancel);
        await there.Directory.FindAsync(issued.Token, Cancel);
        List<Guid> told = [];
        here.Directory.Revoked += told.Add;
        there.Directory.Revoked += told.Add;
        time.Advance(TimeSpan.FromSeconds(1));

        await here.Policy.RevokeAsync(database => RevokeAsync(database, how, issued.Id, time), Cancel);

        (await here.Directory.FindAsync(issued.Token, Cancel)).Should().BeNull();
        here.Directory.IsInForce(issued.Id).Should().BeFalse();
        await there.Source.ConfirmAsync(Cancel);
        (await there.Directory.FindAsync(issued.Token, Cancel)).Should().BeNull();
        told.Should().Equal(issued.Id, issued.Id);
    }

    [Fact]
    public async Task Setup_Token_MakesOneAdminOnce()
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        using var parts = new PolicyParts(store, time);
        await parts.Source.ReloadAsync(Cancel);
        var old = await parts.Setup.IssueAsync(Cancel);
        var token = (await parts.Setup.IssueAsync(Cancel))!;

        (await parts.Setup.UseAsync(old!, "root", Cancel)).Should().BeNull("a newer token took its place");
        var issued = await parts.Setup.UseAsync(token, "root", Cancel);

        (await parts.Directory.FindAsync(issued!.Token, Cancel))!.User.Should().Be("root");
        parts.Source.Current.IsOrganizationAdmin("root", time.GetUtcNow()).Should().BeTrue();
        (await parts.Setup.UseAsync(token, "again", Cancel)).Should().BeNull();
        (await parts.Setup.IssueAsync(Cancel)).Should().BeNull("somebody is there");
    }

    [Fact]
    public async Task Setup_TokenOlderThanAnHour_IsRefused()
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        using var parts = new PolicyParts(store, time);
        await parts.Source.ReloadAsync(Cancel);
        var token = await parts.Setup.IssueAsync(Cancel);

        time.Advance(TimeSpan.FromHours(1));

        (await parts.Setup.UseAsync(token!, "root", Cancel)).Should().BeNull();
    }

    [Fact]
    public async Task Seed_Twice_KeepsWhatIsThere()
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, new ManualTime());
        var before = parts.Source.Current.Document;

        await parts.Seed.ApplyAsync(Cancel);

        parts.Source.Current.Document.Version.Should().Be(before.Version);
        parts.Source.Current.Document.Users.Select(u => u.Name).Should().Equal(before.Users.Select(u => u.Name));
        parts.Source.Current.Document.Assignments.Select(a => a.Id).Should().Equal(before.Assignments.Select(a => a.Id));
        parts.Source.Current.Problems.Should().BeEmpty();
    }

    private static Task<IssuedToken> IssueAsync(PolicyParts parts) =>
        parts.Credentials.IssueAsync("developer", "test", "admin", TimeSpan.FromHours(8), Cancel);

    private static async Task<bool> RevokeAsync(SallyportDbContext database, string how, Guid id, TimeProvider time)
    {
        var user = await database.Users.SingleAsync(u => u.Name == "developer", Cancel);
        switch (how)
        {
            case "revoke":
                database.Credentials.Remove(await database.Credentials.SingleAsync(c => c.Id == id, Cancel));
                break;
            case "disable":
                user.Disabled = true;
                break;
            default:
                user.NotBefore = time.GetUtcNow();
                break;
        }

        return true;
    }
}
