namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>The media types of patches.</summary>
internal static class Patches
{
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Merge = "application/merge-patch+json";
    public const string Json = "application/json-patch+json";
}
