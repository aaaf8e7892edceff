using Sallyport.EndToEnd.Tests.Clusters;

namespace Sallyport.EndToEnd.Tests.Clients;

/// <summary>Turns a table's command into arguments: spaces separate them, words in angle brackets are a place's names.</summary>
internal static class CommandLine
{
    public static string[] For(this string command, Place place) =>
        [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word
            .Replace("<ns>", place.Namespace, StringComparison.Ordinal)
            .Replace("<elsewhere>", place.Elsewhere, StringComparison.Ordinal)
            .Replace("<pod>", place.Pod, StringComparison.Ordinal)
            .Replace("<deployment>", place.Deployment, StringComparison.Ordinal)
            .Replace("<secret>", place.Secret, StringComparison.Ordinal))];

    public static string In(this string text, Place place) => string.Join(' ', text.For(place));
}
