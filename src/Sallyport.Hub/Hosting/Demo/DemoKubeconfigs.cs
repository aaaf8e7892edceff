using System.Text.RegularExpressions;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary>Writes the CA and a kubeconfig for each of the demo's people, with the tokens of the last start if they still hold.</summary>
internal static partial class DemoKubeconfigs
{
    public static async Task<string> WriteAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        var authorities = services.GetRequiredService<CertificateAuthorities>();
        await DataFolder.WriteAsync(Path.Combine(folder, "ca.crt"), authorities.Server.CertificatePem, cancellationToken);
        var kubeconfigs = Path.Combine(folder, "kubeconfigs");
        DataFolder.Create(kubeconfigs);
        var clusters = services.GetRequiredService<ClusterRegistry>().All.Select(cluster => cluster.Name).ToArray();
        var gateway = services.GetRequiredService<GatewayAddress>().Uri;
        foreach (var person in DemoSeed.People)
        {
            var path = Path.Combine(kubeconfigs, person + ".yaml");
            var token = await TokenAsync(services, path, person, cancellationToken);
            var text = services.GetRequiredService<Kubeconfig>().Write(gateway, clusters, person, token);
            await DataFolder.WriteAsync(path, text, cancellationToken);
        }

        return kubeconfigs;
    }

    private static async Task<string> TokenAsync(IServiceProvider services, string path, string person, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && Token().Match(await File.ReadAllTextAsync(path, cancellationToken)) is { Success: true } match)
        {
            var earlier = match.Groups[1].Value;
            if (await services.GetRequiredService<CredentialDirectory>().FindAsync(earlier, cancellationToken) is { Expires: null } known
                && known.User == person)
            {
                return earlier;
            }
        }

        var issued = await services.GetRequiredService<CredentialStore>()
            .IssueAsync(person, "demo kubeconfig", "demo", validFor: null, cancellationToken);
        return issued.Token;
    }

    [GeneratedRegex(@"^\s+token: (spt_\S+)$", RegexOptions.Multiline)]
    private static partial Regex Token();
}
