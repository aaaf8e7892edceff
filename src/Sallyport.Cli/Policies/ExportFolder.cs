using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Policies;

/// <summary>A folder with a file for each object, as <c>roleassignment/dev-shop.yaml</c>.</summary>
internal static class ExportFolder
{
    /// <returns>How many files were written.</returns>
    /// <exception cref="CommandException">One could not be.</exception>
    public static int Write(string folder, IReadOnlyCollection<ExportedDocument> documents, bool json)
    {
        try
        {
            foreach (var document in documents.Select(one => one.Document))
            {
                var kind = Directory.CreateDirectory(Path.Combine(folder, Plain(document["kind"]!.GetValue<string>()).ToLowerInvariant()));
                var name = Plain(document["metadata"]!["name"]!.GetValue<string>());
                File.WriteAllText(
                    Path.Combine(kind.FullName, name + (json ? ".json" : ".yaml")),
                    json ? document.ToJsonString() + "\n" : Yaml.Write(document));
            }

            return documents.Count;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{folder} cannot be written to: {unwritable.Message}");
        }
    }

    /// <summary>A hub's answer must not say where on this machine something is written.</summary>
    private static string Plain(string name) =>
        name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '@')
            ? name
            : throw new CommandException($"the hub named an object that cannot be a file: {Printer.Inert(name)}");
}
