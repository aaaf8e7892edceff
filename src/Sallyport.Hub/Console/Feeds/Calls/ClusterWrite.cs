namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>One change to a cluster, as it is sent.</summary>
/// <param name="Method">PUT, PATCH, POST or DELETE.</param>
/// <param name="Target">Path and query, escaped.</param>
/// <param name="Body">What is sent.</param>
/// <param name="ContentType">What kind of text that is.</param>
internal sealed record ClusterWrite(HttpMethod Method, string Target, string Body, string ContentType = ClusterApi.Json)
{
    public const string MergePatch = "application/merge-patch+json";

    public const string StrategicPatch = "application/strategic-merge-patch+json";

    public const string JsonPatch = "application/json-patch+json";

    public const string Yaml = "application/yaml";
}
