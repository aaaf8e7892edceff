using System.Text.Json;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>One document of those that came in, as far as it could be read.</summary>
/// <param name="Index">Which of them.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Spec">What it says, as its kind reads it.</param>
internal sealed record PolicyFile(int Index, DocumentKind Kind, string Name, object Spec)
{
    public const string ApiVersion = "sallyport.dev/v1";

    /// <summary>Reads all documents, and gathers what is wrong with any of them.</summary>
    public static IReadOnlyList<PolicyFile> ReadAll(IReadOnlyList<JsonElement> documents, List<DocumentProblem> problems)
    {
        var files = new List<PolicyFile>();
        var seen = new Dictionary<(string, string), int>();
        for (var i = 0; i < documents.Count; i++)
        {
            if (Read(i, documents[i], problems) is not { } file)
            {
                continue;
            }

            if (!seen.TryAdd((file.Kind.Name, file.Name), i))
            {
                problems.Add(new DocumentProblem(i, "/metadata/name", $"{file.Kind.Name} {file.Name} stands there twice; first in document {seen[(file.Kind.Name, file.Name)] + 1}."));
                continue;
            }

            files.Add(file);
        }

        return files;
    }

    private static PolicyFile? Read(int index, JsonElement document, List<DocumentProblem> problems)
    {
        Envelope envelope;
        try
        {
            envelope = document.Deserialize<Envelope>(ApiJson.Options) ?? throw new JsonException("null is no document.");
        }
        catch (JsonException malformed)
        {
            problems.Add(new DocumentProblem(index, JsonPointer.Of(malformed.Path), ApiJson.Plain(malformed)));
            return null;
        }

        var before = problems.Count;
        if (envelope.ApiVersion != ApiVersion)
        {
            problems.Add(new DocumentProblem(index, "/apiVersion", $"apiVersion is {ApiVersion}."));
        }

        if (DocumentKind.Find(envelope.Kind) is not { } kind)
        {
            problems.Add(new DocumentProblem(index, "/kind", $"kind is one of {string.Join(", ", DocumentKind.All.Select(known => known.Name))}."));
            return null;
        }

        if (kind.NameProblem(envelope.Metadata.Name) is { } problem)
        {
            problems.Add(new DocumentProblem(index, "/metadata/name", problem));
        }

        if (NullIn(envelope.Spec, "/spec") is { } at)
        {
            problems.Add(new DocumentProblem(index, at, "There is nothing there: leave the member out, or give it a value."));
            return null;
        }

        try
        {
            var spec = kind.Read(envelope.Metadata.Name, envelope.Spec);
            return problems.Count == before ? new PolicyFile(index, kind, envelope.Metadata.Name, spec) : null;
        }
        catch (JsonException malformed)
        {
            problems.Add(new DocumentProblem(index, "/spec" + JsonPointer.Of(malformed.Path), ApiJson.Plain(malformed)));
            return null;
        }
    }

    private static string? NullIn(JsonElement node, string at) => node.ValueKind switch
    {
        JsonValueKind.Null => at,
        JsonValueKind.Array => node.EnumerateArray().Select((item, i) => NullIn(item, $"{at}/{i}")).FirstOrDefault(found => found is not null),
        JsonValueKind.Object => node.EnumerateObject().Select(member => NullIn(member.Value, $"{at}/{member.Name}")).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private sealed record Envelope(string ApiVersion, string Kind, Metadata Metadata, JsonElement Spec);

    private sealed record Metadata(string Name);
}
