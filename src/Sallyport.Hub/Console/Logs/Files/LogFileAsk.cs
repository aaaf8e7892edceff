using System.Text;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Logs;

namespace Sallyport.Hub.Console.Logs.Files;

/// <summary>Which whole logs go into a file.</summary>
internal sealed record LogFileAsk(string Cluster, string Namespace)
{
    /// <summary>What the file is named after.</summary>
    public string Name { get; init; } = "";

    /// <summary>One pod; empty for those that <see cref="LabelSelector"/> picks.</summary>
    public string Pod { get; init; } = "";

    /// <summary>A workload's selector.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>One container; empty for all.</summary>
    public string Container { get; init; } = "";

    /// <summary>Whether it is the run before the last restart.</summary>
    public bool Previous { get; init; }

    /// <summary>Whether each line begins with when it was written.</summary>
    public bool Times { get; init; }

    /// <summary>A name that no file system and no header minds, whatever the address said.</summary>
    public string FileName
    {
        get
        {
            const int Longest = 120;
            var words = string.Join('-', new[] { Namespace, Name.Length > 0 ? Name : Pod, Container, Previous ? "previous" : "" }.Where(word => word.Length > 0));
            var name = new StringBuilder(words.Length);
            foreach (var c in words.AsSpan(0, Math.Min(words.Length, Longest)))
            {
                name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' ? c : '_');
            }

            return name.Append(".log").ToString();
        }
    }

    /// <summary>The address of the file.</summary>
    public string Address()
    {
        var address = new StringBuilder($"/console/logs/{Uri.EscapeDataString(Cluster)}/{Uri.EscapeDataString(Namespace)}?name={Uri.EscapeDataString(Name)}");
        address.Append(Pod.Length > 0 ? "&pod=" + Uri.EscapeDataString(Pod) : "&selector=" + Uri.EscapeDataString(LabelSelector));
        address.Append(Container.Length > 0 ? "&container=" + Uri.EscapeDataString(Container) : "");
        return address.Append(Previous ? "&previous=true" : "").ToString();
    }

    /// <summary>Reads an address.</summary>
    public static LogFileAsk Of(HttpRequest request)
    {
        var query = request.Query;
        return new LogFileAsk((string)request.RouteValues["cluster"]!, (string)request.RouteValues["ns"]!)
        {
            Name = query["name"].ToString(),
            Pod = query["pod"].ToString(),
            LabelSelector = query["selector"].ToString(),
            Container = query["container"].ToString(),
            Previous = query["previous"] == "true",
            Times = query["times"] == "true",
        };
    }

    /// <summary>The pods that are meant.</summary>
    public string Pods => Pod.Length > 0 ? ResourceType.Pods.Path(Namespace, Pod)
        : $"{ResourceType.Pods.Path(Namespace)}?limit={LogFeed.MostPods}&labelSelector={Uri.EscapeDataString(LabelSelector)}";

    /// <summary>One container's whole log.</summary>
    public string Log(PodContainer container) =>
        $"{ResourceType.Pods.Path(Namespace, container.Pod)}/log?container={Uri.EscapeDataString(container.Name)}{(Times ? "&timestamps=true" : "")}{(Previous ? "&previous=true" : "")}";
}
