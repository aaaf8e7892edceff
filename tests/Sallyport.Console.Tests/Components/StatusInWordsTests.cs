using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Console.Tests.Components;

/// <summary>How an object fares, with the cause.</summary>
public sealed class StatusInWordsTests
{
    private static readonly ResourceType Deployment = new("apps", "v1", "deployments", "Deployment", true);

    private static readonly ResourceType Node = new("", "v1", "nodes", "Node", false);
    private static readonly ResourceType Job = new("batch", "v1", "jobs", "Job", true);
    private static readonly ResourceType CronJob = new("batch", "v1", "cronjobs", "CronJob", true);
    private static readonly ResourceType DaemonSet = new("apps", "v1", "daemonsets", "DaemonSet", true);
    private static readonly ResourceType Claim = new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);

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
        {
            Deployment,
            """{"spec":{"replicas":3},"status":{"readyReplicas":2,"conditions":[{"type":"Available","status":"True"},{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded","message":"ReplicaSet web-2 has timed out progressing."}]}}""",
            Health.Failing, "ProgressDeadlineExceeded: ReplicaSet web-2 has timed out progressing."
        },
        {
            Node,
            """{"status":{"conditions":[{"type":"Ready","status":"Unknown","reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."}]}}""",
            Health.Failing, "NotReady: NodeStatusUnknown: Kubelet stopped posting node status."
        },
        {
            Node,
            """{"status":{"conditions":[{"type":"DiskPressure","status":"True","reason":"KubeletHasDiskPressure"},{"type":"Ready","status":"True"}]}}""",
            Health.Warning, "DiskPressure: KubeletHasDiskPressure"
        },
        { Node, """{"spec":{"unschedulable":true},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""", Health.Warning, "Ready, cordoned: no new pods come here" },
        { Node, """{"status":{"conditions":[{"type":"DiskPressure","status":"False"},{"type":"Ready","status":"True"}]}}""", Health.Ok, "Ready" },
        {
            Job,
            """{"status":{"failed":7,"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"Job has reached the specified backoff limit"}]}}""",
            Health.Failing, "Failed: BackoffLimitExceeded: Job has reached the specified backoff limit"
        },
        { Job, """{"status":{"active":1,"failed":2}}""", Health.Warning, "Running, 2 pods failed so far" },
        { Job, """{"status":{"succeeded":1,"conditions":[{"type":"Complete","status":"True"}]}}""", Health.Ok, "Complete" },
        { Job, "{}", Health.None, "" },
        { CronJob, """{"spec":{"suspend":true}}""", Health.Warning, "Suspended" },
        { DaemonSet, """{"status":{"desiredNumberScheduled":3,"numberReady":2}}""", Health.Warning, "2 of 3 ready" },
        { DaemonSet, """{"status":{"desiredNumberScheduled":0}}""", Health.Ok, "No node fits it" },
        { Claim, """{"status":{"phase":"Pending"}}""", Health.Warning, "Pending" },
        { Claim, """{"status":{"phase":"Lost"}}""", Health.Failing, "Lost" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Status_OfAnObject_NamesTheCause(ResourceType type, string json, Health health, string words)
    {
        var status = StatusInWords.Of(type, JsonDocument.Parse(json).RootElement);

        (status.Health, status.Words ?? "").Should().Be((health, words));
    }
}
