namespace Sallyport.Cli.Policies.Reading;

/// <summary>The texts of files, of the files in folders, and of the standard input (<c>-</c>).</summary>
internal static class PolicySources
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <exception cref="CommandException">One cannot be read.</exception>
    public static IEnumerable<(string File, string Text)> Read(IEnumerable<string> paths, bool recursive) =>
        paths.SelectMany(path => Files(path, recursive)).Distinct(StringComparer.Ordinal).Select(file => (file, Text(file)));

    private static IEnumerable<string> Files(string path, bool recursive) => !Directory.Exists(path) ? [path] :
        Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = recursive, AttributesToSkip = FileAttributes.Hidden })
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);

    private static string Text(string file)
    {
        try
        {
            return file == "-" ? Console.In.ReadToEnd() : File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be read: {unreadable.Message}");
        }
    }
}
