using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Policy;

/// <summary>Each column of the policy that means something, broken in turn: the hub still reads the rest, says what is wrong, and allows nothing more than before.</summary>
public sealed class BrokenRowTests
{
    private static readonly ClusterView Cluster = new() { Name = "north" };

    private static readonly string[] Lines =
    [
        "GET /api/v1/namespaces/shop/pods", "GET /api/v1/namespaces/shop/secrets", "GET /api/v1/namespaces/till/secrets", "DELETE /api/v1/namespaces/shop/pods/a",
        "POST /api/v1/namespaces/shop/pods/a/exec?command=ls&stdout=true", "POST /api/v1/namespaces/shop/pods/a/exec?command=sh&stdout=true",
        "POST /api/v1/namespaces/shop/pods/a/portforward", "GET /api/v1/nodes", "GET /apis/apps/v1",
    ];

    public static TheoryData<string, string> Columns
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var column in (string[])[
                "projects.Scopes", "roles.Rules", "roles.ClusterRules", "roles.WholeClusterRules", "assignments.Scope", "assignments.SubjectKind", "settings.Place", "settings.Commands",
                "settings.SubjectKind", "settings.Capability", "settings.Level", "guardrails.Place", "guardrails.Rules", "guardrails.Except",
                "delegations.Scope", "delegations.Capabilities", "delegations.SubjectKind"])
            {
                foreach (var broken in (string[])[
                    "{", "", "null", "[null]", "\"x\"", "7", """{"kind":"cluster","clusters":[null]}""", """[{"kind":"namespace","namespaces":[null]}]""",
                    """[{"verbs":["get"],"apiGroups":[null],"resources":[null]}]"""])
                {
                    all.Add(column, broken);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Column_Broken_IsToldAndOpensNothing(string column, string broken)
    {
        using var store = await TestStore.SqliteAsync();
        using var parts = await PolicyParts.SeededAsync(store, TimeProvider.System);
        await parts.Policy.ChangeAsync(AddAsync, CancellationToken.None);
        var before = Allowed(parts.Source.Current);
        var (table, name) = (column.Split('.')[0], column.Split('.')[1]);

        await using (var database = store.Contexts.CreateDbContext())
        {
#pragma warning disable EF1002 // Names from the table above.
            await database.Database.ExecuteSqlRawAsync($"UPDATE {table} SET \"{name}\" = {{0}}; UPDATE organization SET \"PolicyVersion\" = \"PolicyVersion\" + 1", [broken]);
#pragma warning restore EF1002
        }

        using var started = await PolicyParts.OverAsync(store.Contexts, TimeProvider.System);
        started.Source.IsFresh.Should().BeTrue();
        started.Source.Problems.Should().NotBeEmpty();
        Allowed(started.Source.Current).Should().BeSubsetOf(before);
    }

    /// <summary>A row of each kind, those that restrict among them, over what the demo has.</summary>
    private static Task<bool> AddAsync(SallyportDbContext database)
    {
        var time = DateTimeOffset.UnixEpoch;
        database.Roles.Add(new RoleRow { Name = "reader", Title = "Reader", ReadOnly = true, Rules = """[{"apiGroups":[""],"resources":["pods","secrets"],"verbs":["get","list"]}]""" });
        database.Assignments.Add(PolicyParts.Assignment("reader", "developer", Scope.Organization));
        database.Settings.Add(PolicyParts.Setting(opens: true));
        database.Settings.Add(PolicyParts.Setting(opens: false, PolicyJson.Write(new Scope { Kind = ScopeKind.Namespace, Namespaces = ["till"] })));
        database.Settings.Add(new SettingRow
        {
            Id = Guid.NewGuid(), Capability = Capability.Shell, Level = SettingLevel.Limited, Commands = """["ls"]""", Place = PolicyJson.Write(Scope.Organization), SetBy = "test", SetAt = time,
        });
        database.Guardrails.Add(new GuardrailRow
        {
            Name = "calm", Place = PolicyJson.Write(Scope.Organization), Rules = """[{"apiGroups":[""],"resources":["pods"],"verbs":["delete"]}]""", Except = "[]",
        });
        database.Delegations.Add(new DelegationRow
        {
            Id = Guid.NewGuid(), SubjectKind = SubjectKind.User, SubjectName = "project-admin", Scope = PolicyJson.Write(Scope.Organization), Capabilities = "[]", MadeBy = "test", Reason = "", MadeAt = time,
        });
        return Task.FromResult(true);
    }

    private static List<string> Allowed(AccessSnapshot policy) =>
    [
        .. from user in new[] { "admin", "developer", "project-admin", "nobody" }
           from line in Lines
           let words = line.Split(' ')
           where policy.Decide(user, Cluster, RequestParser.Parse(words[0], words[1]).Request!, DateTimeOffset.UtcNow).Allowed
           select $"{user} {line}",
    ];
}
