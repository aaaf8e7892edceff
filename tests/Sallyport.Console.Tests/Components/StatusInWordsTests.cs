using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Console.Tests.Components;

/// <summary>How an object fares, with the cause.</summary>
public sealed class StatusInWordsTests
{
    private static readonly ResourceType Deployment = new("apps", "v1", "deployments", "Deployment", true);

    public static TheoryData<ResourceType, string, Health, string> Cases => new()
    {
        {
            ResourceType.Pods,
            """{"status":{"phase":"Running","containerStatuses":[{"name":"web","restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}}]}}""",
            Health.Failing, "CrashLoopBackOff: web ended with exit 137, OOMKilled, 4 restarts"
        },
        {
            ResourceType.Pods,
            """{"status":{"phase":"Pending","containerStatuses":[{"name":"web","state":{"waiting":{"reason":"ImagePullBackOff","message":"no such image"}}}]}}""",
            Health.Failing, "ImagePullBackOff: web: no such image"
        },
        {
            ResourceType.Pods,
            """{"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","message":"0/3 nodes are available"}]}}""",
            Health.Warning, "Pending: 0/3 nodes are available"
        },
        {
            ResourceType.Pods,
            """{"status":{"phase":"Running","containerStatuses":[{"name":"a","ready":true,"state":{"running":{}}},{"name":"b","ready":false,"state":{"running":{}}}]}}""",
            Health.Warning, "Running, 1 of 2 containers ready"
        },
        { ResourceType.Pods, """{"status":{"phase":"Succeeded"}}""", Health.Ok, "Completed" },
        { ResourceType.Pods, """{"metadata":{"deletionTimestamp":"2026-11-23T00:00:00Z"},"status":{"phase":"Running"}}""", Health.Warning, "Terminating" },
        { Deployment, """{"spec":{"replicas":3},"status":{"readyReplicas":2}}""", Health.Warning, "2 of 3 ready" },
        {
            Deployment,
            """{"spec":{"replicas":3},"status":{"conditions":[{"type":"Available","status":"False","reason":"MinimumReplicasUnavailable","message":"no minimum"}]}}""",
            Health.Failing, "MinimumReplicasUnavailable: no minimum"
        },
        { Deployment, "{}", Health.None, "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Status_OfAnObject_NamesTheCause(ResourceType type, string json, Health health, string words)
    {
        var status = StatusInWords.Of(type, JsonDocument.Parse(json).RootElement);

        (status.Health, status.Words ?? "").Should().Be((health, words));
    }
}
