using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Objects;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Logs;

/// <summary>The tab with what a pod's containers write, or a whole workload's.</summary>
internal sealed class LogsTab : IDetailTab
{
    public string Key => "logs";

    public string Name => Phrase("Logs");

    public char? Letter => 'l';

    public int Order => 20;

    public Type Component => typeof(LogsTabView);

    public bool IsFor(ResourceType type) => (type.Group, type.Resource) is ("", "pods" or "services" or "replicationcontrollers")
        or ("apps", "deployments" or "replicasets" or "statefulsets" or "daemonsets") or ("batch", "jobs");
}
