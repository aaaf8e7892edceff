using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Sallyport.Agent.Tests.Support;

/// <summary>As much of kube-apiserver as the reconciler talks to, with its store in plain sight.</summary>
internal sealed class FakeRbacServer
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1/";

    public ConcurrentDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Writes { get; } = [];

    /// <summary>How often an access review still answers no before it answers by the store.</summary>
    public int ReviewLag { get; set; }

    /// <summary>Resources that the reconciler's account may not grant.</summary>
    public HashSet<string> NotHeld { get; } = [];

    public HashSet<string> MissingNamespaces { get; } = [];

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var (status, body) = (context.Request.Method, path) switch
        {
            ("GET", "/apis") => Ok("""{"groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1"}]}]}"""),
            ("GET", "/api/v1") => Ok("""
                {"resources":[{"name":"pods","namespaced":true,"verbs":["get","list","watch","create","delete"]},
                {"name":"pods/exec","namespaced":true,"verbs":["get","create"]},
                {"name":"secrets","namespaced":true,"verbs":["get","list","watch"]},
                {"name":"nodes","namespaced":false,"verbs":["get","list","watch"]}]}
                """),
            ("GET", "/apis/apps/v1") => Ok("""{"resources":[{"name":"deployments","namespaced":true,"verbs":["get","list","watch"]}]}"""),
            ("GET", _) when path.StartsWith(Rbac, StringComparison.Ordinal) => List(path[Rbac.Length..]),
            ("PATCH", _) => Apply(path, (await JsonNode.ParseAsync(context.Request.Body))!.AsObject()),
            ("DELETE", _) => Delete(path),
            ("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews") => Review((await JsonNode.ParseAsync(context.Request.Body))!),
            ("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews") => Held(),
            _ => (404, """{"message":"not found"}"""),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private static (int, string) Ok(string json) => (200, json);

    private (int, string) List(string kind)
    {
        var items = Objects.Where(o => o.Key.Contains($"/{kind}/", StringComparison.Ordinal)).Select(o => o.Value.ToJsonString());
        return Ok($$"""{"metadata":{"resourceVersion":"1"},"items":[{{string.Join(',', items)}}]}""");
    }

    private (int, string) Apply(string path, JsonObject body)
    {
        if (MissingNamespaces.Any(ns => path.Contains($"/namespaces/{ns}/", StringComparison.Ordinal)))
        {
            return (404, """{"message":"namespaces not found"}""");
        }

        var rules = body["rules"]?.ToJsonString() ?? "";
        if (NotHeld.Any(r => rules.Contains($"\"{r}\"", StringComparison.Ordinal)))
        {
            return (403, """{"message":"is attempting to grant RBAC permissions not currently held:\n{...}"}""");
        }

        Writes.Enqueue($"PATCH {path}");
        Objects[path] = body;
        return Ok(body.ToJsonString());
    }

    private (int, string) Delete(string path)
    {
        Writes.Enqueue($"DELETE {path}");
        return Objects.TryRemove(path, out _) ? Ok("{}") : (404, """{"message":"not found"}""");
    }

    private (int, string) Review(JsonNode review)
    {
        if (ReviewLag > 0)
        {
            ReviewLag--;
            return Ok("""{"status":{"allowed":false}}""");
        }

        var group = review["spec"]!["groups"]![0]!.GetValue<string>();
        var bound = Objects.Values.Any(o => o["subjects"]?[0]?["name"]?.GetValue<string>() == group);
        return Ok($$$"""{"status":{"allowed":{{{JsonSerializer.Serialize(bound)}}}}}""");
    }

    private (int, string) Held()
    {
        var resources = new[] { "pods", "pods/exec", "secrets", "nodes", "deployments", "selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews" };
        var held = JsonSerializer.Serialize(resources.Where(r => !NotHeld.Contains(r)));
        return Ok($$"""
            {"status":{"resourceRules":[{"apiGroups":["*"],"resources":{{held}},"verbs":["*"] }],
            "nonResourceRules":[{"nonResourceURLs":["*"],"verbs":["*"] } ] } }
            """);
    }
}
