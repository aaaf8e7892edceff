using Microsoft.Extensions.Localization;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Administration.Forms;

/// <summary>A line of a preview in words: "This gives 214 people in 12 clusters access to Secrets."</summary>
internal static class PreviewSentence
{
    public static string Of(IStringLocalizer<Words> words, PreviewSummary one)
    {
        var people = one.People == 1 ? words["1 person"].Value : words["{0} people", one.People].Value;
        var clusters = one.Clusters == 1 ? words["1 cluster"].Value : words["{0} clusters", one.Clusters].Value;
        return (one.What, one.To, one.Gains) switch
        {
            ("secrets", "visible", _) => words["This gives {0} in {1} access to Secrets.", people, clusters],
            ("secrets", "keys-only", true) => words["This gives {0} in {1} the keys of Secrets, without values.", people, clusters],
            ("secrets", "keys-only", false) => words["This leaves {0} in {1} the keys of Secrets alone, and takes their values away.", people, clusters],
            ("secrets", _, _) => words["This takes access to Secrets from {0} in {1}.", people, clusters],
            ("shell", "allowed", _) => words["This lets {0} in {1} open a shell.", people, clusters],
            ("shell", "listed-commands", true) => words["This lets {0} in {1} run the listed commands.", people, clusters],
            ("shell", "listed-commands", false) => words["This leaves {0} in {1} the listed commands alone, and takes the shell away.", people, clusters],
            ("shell", _, _) => words["This takes the shell from {0} in {1}.", people, clusters],
            ("port-forward", "allowed", _) => words["This lets {0} in {1} forward ports.", people, clusters],
            ("port-forward", _, _) => words["This takes port-forwarding from {0} in {1}.", people, clusters],
            (var role, _, true) => words["This gives {0} in {1} the role {2}.", people, clusters, role],
            var (role, _, _) => words["This takes the role {2} from {0} in {1}.", people, clusters, role],
        };
    }
}
