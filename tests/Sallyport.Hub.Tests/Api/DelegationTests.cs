using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Settings that an Organization Admin let somebody else relax.</summary>
public sealed class DelegationTests
{
    private const string InShop = "\"place\":{\"kind\":\"project\",\"project\":\"shop\"}";
    private const string Keys = $$"""{"value":"keys-only",{{InShop}}}""";
    private const string Delegation =
        """{"user":"developer","scope":{"kind":"project","project":"shop"},"capabilities":{"secrets":"keys-only","shell":"listed-commands"},"commands":["ls **"],"reason":"on call"}""";

    [Fact]
    public async Task Delegate_RelaxesAsFarAsDelegatedAndSetsItBack()
    {
        await using var hub = await ApiHub.StartAsync();
        var developer = await hub.TokenAsync("developer");
        (await hub.AskAsync("PUT", "/api/v1/settings/secrets", developer, Keys)).Status.Should().Be(403);
        var delegation = await hub.AskAsync("POST", "/api/v1/delegations", await hub.TokenAsync("admin"), Delegation);

        var relaxed = await hub.AskAsync("PUT", "/api/v1/settings/secrets", developer, Keys);

        relaxed.Status.Should().Be(200);
        var shown = (await hub.AskAsync("GET", $"/api/v1/settings/exceptions/{relaxed.Answer!["id"]}", developer)).Answer!;
        ((string?)shown["delegation"]).Should().Be((string?)delegation.Answer!["id"]);
        (await hub.AskAsync("PUT", "/api/v1/settings/shell", developer, $$"""{"value":"listed-commands","commands":["ls **"],{{InShop}}}""")).Status.Should().Be(200);
        (await hub.AskAsync("DELETE", $"/api/v1/settings/exceptions/{relaxed.Answer["id"]}", developer)).Status.Should().Be(204);
    }

    [Theory]
    [InlineData("secrets", $$"""{"value":"visible",{{InShop}}}""", 403, "as far as keys-only")]
    [InlineData("secrets", """{"value":"keys-only"}""", 403, "those they delegated it to")]
    [InlineData("secrets", """{"value":"keys-only","place":{"kind":"cluster","clusters":["*"]}}""", 403, "those they delegated it to")]
    [InlineData("port-forward", $$"""{"value":"allowed",{{InShop}}}""", 403, "those they delegated it to")]
    [InlineData("shell", $$"""{"value":"listed-commands","commands":["sh -c **"],{{InShop}}}""", 403, "with these commands")]
    [InlineData("shell", $$"""{"value":"allowed",{{InShop}}}""", 403, "as far as listed commands")]
    [CatalogueRow(241)]
    public async Task Delegate_BeyondWhatWasDelegated_IsRefused(string setting, string body, int expected, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/delegations", await hub.TokenAsync("admin"), Delegation);

        var (status, answer) = await hub.AskAsync("PUT", $"/api/v1/settings/{setting}", await hub.TokenAsync("developer"), body);

        status.Should().Be(expected);
        ((string)answer!["detail"]!).Should().Contain(sentence);
    }

    [Fact]
    [CatalogueRow(241)]
    public async Task Delegate_DoesNotReplaceWhatAnOrganizationAdminSetAtTheSamePlace()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/delegations", admin, Delegation);
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", admin, $$"""{"value":"hidden",{{InShop}}}""");

        var (status, answer) = await hub.AskAsync("PUT", "/api/v1/settings/secrets", await hub.TokenAsync("developer"), Keys);

        status.Should().Be(409);
        ((string)answer!["detail"]!).Should().Contain("by admin: only Organization Admins change that");
    }

    [Fact]
    public async Task Delegate_IsNotHeldBackByWhatHasEnded()
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/delegations", await hub.TokenAsync("admin"), Delegation);
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", await hub.TokenAsync("admin"), $$"""{"value":"hidden",{{InShop}}}""");
        await using (var database = await hub.Services.GetRequiredService<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            (await database.Settings.SingleAsync(TestContext.Current.CancellationToken)).Expires = DateTimeOffset.UnixEpoch;
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (status, answer) = await hub.AskAsync("PUT", "/api/v1/settings/secrets", await hub.TokenAsync("developer"), Keys);

        status.Should().Be(200, "{0}", answer);
    }

    [Fact]
    public async Task Removal_OfTheDelegation_TakesWhatWasSetUnderItAlong()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var delegation = await hub.AskAsync("POST", "/api/v1/delegations", admin, Delegation);
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", await hub.TokenAsync("developer"), Keys);

        (await hub.AskAsync("DELETE", $"/api/v1/delegations/{delegation.Answer!["id"]}", admin)).Status.Should().Be(204);

        hub.Services.GetRequiredService<PolicySource>().Current.Document.Settings.Should().BeEmpty();
    }

    [Fact]
    [CatalogueRow(241)]
    public async Task Removal_OfItsHolder_LeavesNothingForTheNextOfThatName()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/delegations", admin, Delegation);
        await hub.AskAsync("PUT", "/api/v1/settings/secrets", await hub.TokenAsync("developer"), Keys);

        (await hub.AskAsync("DELETE", "/api/v1/users/developer", admin)).Status.Should().Be(204);

        var document = hub.Services.GetRequiredService<PolicySource>().Current.Document;
        document.Delegations.Should().BeEmpty();
        document.Settings.Should().BeEmpty();
    }

    [Fact]
    public async Task List_OfDelegations_HasOnesOwnAndForReadersAll()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/delegations", admin, Delegation);

        (await ListedAsync(admin)).Should().Be(1);
        (await ListedAsync(await hub.TokenAsync("developer"))).Should().Be(1);
        (await ListedAsync(await hub.TokenAsync("project-admin"))).Should().Be(0);
        (await ListedAsync(await hub.TokenAsync("reader", "organization-read-only"))).Should().Be(1);

        async Task<int> ListedAsync(string token) => (await hub.AskAsync("GET", "/api/v1/delegations", token)).Answer!.AsArray().Count;
    }

    [Theory]
    [InlineData("""{"scope":{"kind":"organization"},"capabilities":{"secrets":"visible"},"reason":"r"}""", "to a user or to a group")]
    [InlineData("""{"user":"gone","scope":{"kind":"organization"},"capabilities":{"secrets":"visible"},"reason":"r"}""", "no user of that name")]
    [InlineData("""{"group":"sre","scope":{"kind":"organization"},"capabilities":{},"reason":"r"}""", "of something")]
    [InlineData("""{"group":"sre","scope":{"kind":"organization"},"capabilities":{"secrets":"hidden"},"reason":"r"}""", "opens nothing")]
    [InlineData("""{"group":"sre","scope":{"kind":"organization"},"capabilities":{"secrets":"allowed"},"reason":"r"}""", "secrets is hidden or")]
    [InlineData("""{"group":"sre","scope":{"kind":"organization"},"capabilities":{"root":"allowed"},"reason":"r"}""", "secrets, shell and port-forward")]
    [InlineData("""{"group":"sre","scope":{"kind":"organization"},"capabilities":{"shell":"listed-commands"},"reason":"r"}""", "needs commands")]
    [InlineData("""{"group":"sre","scope":{"kind":"organization"},"capabilities":{"secrets":"visible"},"reason":""}""", "reason")]
    [InlineData("""{"group":"sre","scope":{"kind":"organization"},"capabilities":{"secrets":"visible"},"reason":"r","expires":"2020-01-01T00:00:00Z"}""", "in the past")]
    public async Task Mistake_InADelegation_IsAnsweredInWords(string body, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();

        var (status, answer) = await hub.AskAsync("POST", "/api/v1/delegations", await hub.TokenAsync("admin"), body);

        status.Should().Be(400);
        ((string)answer!["detail"]!).Should().Contain(sentence);
    }
}
