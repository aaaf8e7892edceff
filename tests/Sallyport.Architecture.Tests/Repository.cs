using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Sallyport.Architecture.Tests;

/// <summary>The repository as files, found from where this source file was compiled.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Projects => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or "Migrations"));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static string[] References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal)
            .ToArray();

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Sallyport.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Sallyport.slnx is nowhere above " + here);
        }

        return folder.FullName;
    }
}
