using Sallyport.Cli.Policies.Shapes;

namespace Sallyport.Cli.Policies.Reading;

/// <summary>All objects of the files that were named, held against their shapes.</summary>
internal static class PolicyDocuments
{
    /// <summary>Reads them; what is wrong is added to the problems, all of it at once.</summary>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static IReadOnlyList<PolicyDocument> Read(IEnumerable<string> paths, bool recursive, List<PolicyProblem> problems)
    {
        var documents = new List<PolicyDocument>();
        var seen = new Dictionary<(string, string), PolicyDocument>();
        foreach (var (file, text) in PolicySources.Read(paths, recursive))
        {
            // JSON has no several documents in a text: there they stand in a list.
            foreach (var node in PolicyYaml.Read(file, text, problems).SelectMany(node => node is PolicyList list ? list.Items : [node]))
            {
                // Cases may lie beside what they are about.
                if (IsTest(node) || new ShapeCheck(file, problems).Document(node) is not { } document)
                {
                    continue;
                }

                if (seen.TryAdd((document.Kind, document.Name), document))
                {
                    documents.Add(document);
                }
                else
                {
                    var first = seen[(document.Kind, document.Name)];
                    problems.Add(document.Problem("/metadata/name", $"{document.Kind} {document.Name} is in {first.File}:{first.Node.Line} already."));
                }
            }
        }

        return documents;
    }

    /// <summary>Whether a document holds cases instead of an object.</summary>
    public static bool IsTest(PolicyNode node) => node is PolicyMap map && map["kind"] is PolicyText { Text: "PolicyTest" };
}
