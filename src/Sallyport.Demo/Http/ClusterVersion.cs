using System.Text.Json.Nodes;

namespace Sallyport.Demo.Http;

/// <summary>The version it speaks, which also says what it is.</summary>
internal static class ClusterVersion
{
    public const string Git = "v1.34.0-sallyport-demo";

    public static JsonObject Document() => new()
    {
        ["major"] = "1",
        ["minor"] = "34",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "34",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "33",
        ["gitVersion"] = Git,
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2025-08-27T00:00:00Z",
        ["goVersion"] = "none (.NET)",
        ["compiler"] = "roslyn",
        ["platform"] = "linux/amd64",
    };
}
