using System.Text.Json;
using Sallyport.Hub.Console.Actions;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Tests.Console.Actions;

public sealed class PatchesTests
{
    private static readonly ResourceType Deployments = new("apps", "v1", "deployments", "Deployment", true) { Verbs = ["delete"], Subresources = ["scale", "status"] };
    private static readonly ResourceType Nodes = new("", "v1", "nodes", "Node", false) { Verbs = ["delete"] };
    private static readonly ObjectPlace Web = new("demo", Deployments, "shop", "web");
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string, string> Changes => new()
    {
        { "scale", "PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale", """{"spec":{"replicas":3}}""", ClusterWrite.MergePatch },
        { "restart", "PATCH /apis/apps/v1/namespaces/shop/deployments/web", """{"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2026-11-23T12:00:00Z"}}}}}""", ClusterWrite.MergePatch },
        { "pause", "PATCH /apis/apps/v1/namespaces/shop/deployments/web", """{"spec":{"paused":true}}""", ClusterWrite.MergePatch },
        { "resume", "PATCH /apis/apps/v1/namespaces/shop/deployments/web", """{"spec":{"paused":null}}""", ClusterWrite.MergePatch },
        { "delete", "DELETE /apis/apps/v1/namespaces/shop/deployments/web", """{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Background","preconditions":{"uid":"u1"}}""", ClusterApi.Json },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Action_SendsWhatKubectlWould(string key, string line, string body, string type)
    {
        var write = ClusterActions.All.Single(action => action.Key == key).Write(new ActionCall(Web, Noon) { Replicas = 3, Uid = "u1" });

        $"{write.Method} {write.Target.Split('?')[0]}".Should().Be(line);
        JsonElement.DeepEquals(Json(write.Body), Json(body)).Should().BeTrue(write.Body);
        write.ContentType.Should().Be(type);
    }

    [Fact]
    public void Debug_AddsAContainerToARunningPod()
    {
        var write = Patches.Debug(new ObjectPlace("demo", ResourceType.Pods, "shop", "web-1"), new DebugContainer("debug-abcde", "busybox", "web", ["sh", "-c", "sleep 1d"]));

        write.Target.Should().StartWith("/api/v1/namespaces/shop/pods/web-1/ephemeralcontainers?");
        write.ContentType.Should().Be(ClusterWrite.StrategicPatch, "as kubectl sends it: those that are there stay");
        JsonElement.DeepEquals(Json(write.Body), Json("""
            {"spec":{"ephemeralContainers":[{"name":"debug-abcde","image":"busybox","imagePullPolicy":"IfNotPresent","stdin":true,"tty":true,"terminationMessagePolicy":"File","targetContainerName":"web","command":["sh","-c","sleep 1d"]}]}}
            """)).Should().BeTrue(write.Body);
    }

    [Theory]
    [InlineData("sh -c 'a b'", "sh|-c|a b", "")]
    [InlineData("", "", "")]
    [InlineData("sh -c 'a", null, "a quote is not closed")]
    [InlineData("ls | wc", null, "pipe")]
    public void Debug_ReadsItsCommandAsAShellWouldSplitIt(string typed, string? words, string problem)
    {
        var ask = new DebugAsk { Image = " busybox ", Command = typed };

        var debug = ask.Read();

        (debug is null ? null : string.Join('|', debug.Command)).Should().Be(words);
        ask.Problem.Contains(problem, StringComparison.Ordinal).Should().BeTrue(ask.Problem);
        (ask.Problem.Length == 0).Should().Be(debug is not null);
        debug?.Name.Should().MatchRegex("^debug-[a-z0-9]{5}$");
    }

    [Fact]
    public void RollBack_PutsTheOldTemplateInPlace_WithoutTheHashOfItsReplicaSet()
    {
        var template = Json("""{"metadata":{"labels":{"app":"web","pod-template-hash":"5d4f"}},"spec":{"containers":[{"name":"web","image":"web:1"}]}}""");

        var write = Patches.RollBack(Web, template);

        write.ContentType.Should().Be(ClusterWrite.JsonPatch);
        JsonElement.DeepEquals(Json(write.Body), Json("""
            [{"op":"replace","path":"/spec/template","value":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"web","image":"web:1"}]}}}]
            """)).Should().BeTrue(write.Body);
    }

    [Fact]
    public void Actions_AreThoseThatTheKindHas_AndItsStateAllows()
    {
        ClusterActions.Of(Deployments).Select(action => action.Key).Should().Equal("scale", "restart", "rollback", "pause", "resume", "delete");
        ClusterActions.Of(Nodes).Select(action => action.Key).Should().Equal("cordon", "uncordon", "delete");

        var cordoned = Json("""{"spec":{"unschedulable":true}}""");
        ClusterActions.Of(Nodes).Where(action => action.Applies(cordoned)).Select(action => action.Key).Should().Equal("uncordon", "delete");
    }

    [Fact]
    public void Revisions_AreOfThisDeploymentAlone_LatestFirst()
    {
        var list = Json("""
            {"items":[
            {"metadata":{"annotations":{"deployment.kubernetes.io/revision":"9"},"ownerReferences":[{"uid":"d1","controller":true}]},"spec":{"template":{"spec":{"containers":[{"image":"web:9"}]}}}},
            {"metadata":{"annotations":{"deployment.kubernetes.io/revision":"10","kubernetes.io/change-cause":"new web"},"ownerReferences":[{"uid":"d1","controller":true}]},"spec":{"template":{"spec":{"containers":[{"image":"web:10"}]}}}},
            {"metadata":{"annotations":{"deployment.kubernetes.io/revision":"11"},"ownerReferences":[{"uid":"other","controller":true}]}}]}
            """);

        Revision.Of(list, "d1").Select(revision => (revision.Number, revision.Images, revision.Cause)).Should().Equal((10, "web:10", "new web"), (9, "web:9", ""));
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
