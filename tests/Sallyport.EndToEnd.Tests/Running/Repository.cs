using System.Reflection;

namespace Sallyport.EndToEnd.Tests.Running;

/// <summary>Where the programs under test were built.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    /// <summary>The arguments with which <c>dotnet</c> starts one of the product's programs.</summary>
    public static string Program(string project, string assembly) =>
        Path.Combine(Root, "src", project, Metadata("Built"), assembly + ".dll");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
