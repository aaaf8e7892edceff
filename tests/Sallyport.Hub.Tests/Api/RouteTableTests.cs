using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Api;

public sealed class RouteTableTests
{
    /// <summary>What may be called without administering the organization, and why.</summary>
    private static readonly Dictionary<string, ApiAccess> ForOthers = new()
    {
        ["POST /api/v1/can-i"] = ApiAccess.SignedIn, // A question with a body, about oneself.
        ["POST /api/v1/who-can"] = ApiAccess.OrganizationReader, // A question with a body, about everybody.
        ["POST /api/v1/policy/diff"] = ApiAccess.OrganizationReader, // A question with a body: nothing is kept.
        ["POST /api/v1/assignments"] = ApiAccess.Steward, // Up to what they hold in a project of theirs.
        ["DELETE /api/v1/assignments/{id}"] = ApiAccess.Steward, // The same.
        ["PUT /api/v1/settings/{setting}"] = ApiAccess.Steward, // To tighten in a project of theirs, or to relax what was delegated.
        ["DELETE /api/v1/settings/exceptions/{id}"] = ApiAccess.Steward, // What they made.
        ["POST /api/v1/policy/preview"] = ApiAccess.OrganizationReader, // The same.
        ["POST /api/v1/policy/test"] = ApiAccess.OrganizationReader, // The same.
        ["POST /api/v1/kubeconfig"] = ApiAccess.SignedIn, // A token for oneself, with one's own rights.
        ["DELETE /api/v1/me/tokens/{id}"] = ApiAccess.SignedIn, // One's own alone: another's is not there.
        ["POST /api/v1/credentials"] = ApiAccess.SignedIn, // For minutes, with one's own rights.
        ["POST /api/v1/oauth/token"] = ApiAccess.Anyone, // Guarded by a code or a refresh token.
        ["POST /api/v1/oauth/device"] = ApiAccess.Anyone, // Gives nothing until somebody allows it.
        ["POST /api/v1/oauth/revoke"] = ApiAccess.Anyone, // Guarded by the token that it ends.
        ["POST /api/v1/setup"] = ApiAccess.Anyone, // Guarded by the setup token.
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [CatalogueRow(241)]
    public async Task Routes_ThatAreNoQuestions_AreForOrganizationAdminsButForThoseListedHere()
    {
        await using var hub = await ApiHub.StartAsync();

        var others = Changes(hub).Where(route => route.Endpoint.Access != ApiAccess.OrganizationAdmin)
            .ToDictionary(route => $"{route.Method} {route.Path}", route => route.Endpoint.Access);

        others.Should().BeEquivalentTo(ForOthers);
        Changes(hub).Should().HaveCountGreaterThan(15);
        // Sign-ins are written down by themselves: most calls are a device that waits.
        Changes(hub).Where(route => route.Path is not ("/api/v1/can-i" or "/api/v1/who-can" or "/api/v1/policy/diff" or "/api/v1/policy/preview" or "/api/v1/policy/test") && !route.Path.StartsWith("/api/v1/oauth/", StringComparison.Ordinal)).Should().OnlyContain(route => route.Endpoint.Audited && route.Endpoint.Changes);
    }

    [Fact]
    [CatalogueRow(241)]
    public async Task Changes_ByEveryOtherRoleAndByNobody_AreRefusedAndAudited()
    {
        await using var hub = await ApiHub.StartAsync();
        var place = new Scope { Kind = ScopeKind.Cluster, Clusters = ["*"] };
        var callers = new Dictionary<string, string?> { [""] = null };
        foreach (var role in BuiltInRoles.All.Where(role => !role.AdministersOrganization))
        {
            callers["a-" + role.Name] = await hub.TokenAsync("a-" + role.Name, role.Name, role.Name.StartsWith("organization", StringComparison.Ordinal) ? Scope.Organization : place);
        }

        var expected = new List<string>();
        foreach (var (method, path, endpoint) in Changes(hub).Where(route => route.Endpoint.Access is ApiAccess.OrganizationAdmin or ApiAccess.Steward))
        {
            foreach (var (user, token) in callers)
            {
                var target = path.Replace("{name}", "x").Replace("{id}", "x").Replace("{setting}", "secrets");
                using var response = await hub.SendAsync(method, target, token, "{}");
                ((int)response.StatusCode).Should().Be(token is null ? 401 : 403, "{0} {1} by {2}", method, target, user);
                expected.Add($"{user} {method} {target}");
            }
        }

        await Eventually.TrueAsync(async () => (await RefusedAsync(hub)).Count >= expected.Count);
        (await RefusedAsync(hub)).Should().BeEquivalentTo(expected);
    }

    /// <summary>Questions change nothing, so what matters is who is told: nobody without a token, and only readers about others.</summary>
    [Fact]
    [CatalogueRow(241)]
    public async Task Questions_AreAnsweredByTheRuleOfEachEndpoint()
    {
        await using var hub = await ApiHub.StartAsync();
        var place = new Scope { Kind = ScopeKind.Cluster, Clusters = ["*"] };
        var questions = All(hub).Where(route => route.Method == "GET").ToList();
        questions.Should().HaveCountGreaterThan(8).And.OnlyContain(route => !route.Endpoint.Changes);
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("POST", "/api/v1/clusters", admin, """{"name":"admin"}""");
        await hub.AskAsync("POST", "/api/v1/projects", admin, """{"name":"admin","scopes":[{"kind":"cluster","clusters":["admin"]}]}""");
        await hub.AskAsync("POST", "/api/v1/guardrails", admin, """{"name":"admin","rules":[{"apiGroups":[""],"resources":["nodes"],"verbs":["delete"]}]}""");
        foreach (var role in BuiltInRoles.All.Select(role => role.Name).Append(""))
        {
            var organization = role.StartsWith("organization", StringComparison.Ordinal);
            var token = role.Length == 0 ? null : await hub.TokenAsync("a-" + role, role, organization ? Scope.Organization : place);
            foreach (var (_, path, endpoint) in questions)
            {
                using var response = await hub.SendAsync("GET", path.Replace("/roles/{name}", "/roles/project-admin").Replace("{name}", "admin"), token);
                var refusal = endpoint.Access == ApiAccess.Anyone ? 0
                    : token is null ? 401
                    : endpoint.Access == ApiAccess.OrganizationReader && !organization ? 403 : 0;
                // What is not theirs is not there.
                var none = path.EndsWith("{id}", StringComparison.Ordinal) ? 404 : 0;
                ((int)response.StatusCode).Should().Match(status => refusal == 0 ? status < 400 || status == none : status == refusal, "of GET {0} by {1}", path, role);
            }
        }
    }

    private static IEnumerable<(string Method, string Path, ApiEndpoint Endpoint)> Changes(ApiHub hub) =>
        All(hub).Where(route => route.Method != "GET");

    private static IEnumerable<(string Method, string Path, ApiEndpoint Endpoint)> All(ApiHub hub) =>
        [.. from route in hub.Routes
            let endpoint = route.Metadata.GetMetadata<ApiEndpoint>()
            where endpoint is not null
            from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            select (method, route.RoutePattern.RawText!, endpoint)];

    private static async Task<List<string>> RefusedAsync(ApiHub hub)
    {
        await using var database = await hub.Services.GetRequiredService<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(Cancel);
        var rows = await database.AuditEvents.Where(e => e.Kind == AuditEventKind.Decision && e.Allowed == false).ToListAsync(Cancel);
        return [.. rows.Select(row => System.Text.Json.Nodes.JsonNode.Parse(row.Json)!)
            .Select(e => $"{e["user"] ?? ""} {e["method"]} {e["target"]}")];
    }
}
