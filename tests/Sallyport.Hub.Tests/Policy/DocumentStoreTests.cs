using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Policy.Documents;
using Sallyport.Hub.Tests.Api;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Policy;

/// <summary>Policy files over both kinds of store.</summary>
public sealed class DocumentStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_PruneAndRefusal_AreKeptOrUndoneWhole(bool postgreSql)
    {
        using var store = postgreSql ? await server.StoreAsync() : await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, TimeProvider.System);
        var documents = new DocumentStore(parts.Policy, TimeProvider.System);
        string[] all =
        [
            PolicyHub.Assignment("one"), PolicyHub.Assignment("two"), PolicyHub.Setting("all", "keys-only"), PolicyHub.Document("Group", "dev", """{"members":["developer"]}"""),
        ];

        (await ApplyAsync(documents, all)).Count(ChangeAction.Created).Should().Be(4);
        (await ApplyAsync(documents, all)).Kept.Should().BeFalse("nothing differs");
        (await ApplyAsync(documents, all[0], all[2])).Count(ChangeAction.Deleted).Should().Be(2);
        var broken = () => ApplyAsync(documents, PolicyHub.Assignment("three"), PolicyHub.Assignment("four", "no-such-role"));
        await broken.Should().ThrowAsync<DocumentProblemsException>();
        var byHand = () => parts.Policy.ChangeAsync(
            async database =>
            {
                database.Assignments.Remove(await database.Assignments.SingleAsync(row => row.Name == "one", Cancel));
                return true;
            },
            Cancel);
        await byHand.Should().ThrowAsync<OwnedElsewhereException>();

        await using var after = store.Contexts.CreateDbContext();
        (await DocumentStore.ExportAsync(after, "platform", Cancel)).Select(one => one.Name).Should().BeEquivalentTo("one", "all");
        parts.Source.Current.Document.Users.Single(user => user.Name == "developer").Groups.Should().BeEmpty();
    }

    private static Task<PolicyOutcome> ApplyAsync(DocumentStore store, params string[] documents) => store.ApplyAsync(
        new PolicyFiles([.. documents.Select(text => JsonSerializer.Deserialize<JsonElement>(text))], "platform", Prune: true),
        "admin", allowed: null, agreed: _ => Task.CompletedTask, Cancel);
}
