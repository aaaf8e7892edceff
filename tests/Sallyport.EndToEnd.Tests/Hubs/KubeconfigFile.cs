using System.Text.RegularExpressions;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>What the tests read from a kubeconfig that the hub wrote.</summary>
internal static partial class KubeconfigFile
{
    public static string Token(string path) => BearerToken().Match(File.ReadAllText(path)).Value;

    [GeneratedRegex("spt_[0-9A-Za-z]+")]
    private static partial Regex BearerToken();
}
