using System.Text.RegularExpressions;
using Sallyport.Agent.Cluster;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary>The real cluster that a demo is asked to attach.</summary>
internal static partial class RealCluster
{
    private const string Nameless = "real";

    /// <summary>The context's name where it can be a cluster's, else a plain one.</summary>
    public static string NameOf(string kubeconfig, string? context)
    {
        var name = context ?? Current(kubeconfig);
        return DnsLabel.IsValid(name) && name != "demo" ? name : Nameless;
    }

    public static KubernetesEndpoint Load(string kubeconfig, string? context, TimeProvider time)
    {
        try
        {
            return Sallyport.Agent.Cluster.Kubeconfig.Load(kubeconfig, context, time);
        }
        catch (FormatException failure)
        {
            throw new StartFailure(failure.Message);
        }
    }

    private static string Current(string kubeconfig)
    {
        try
        {
            return CurrentContext().Match(File.ReadAllText(kubeconfig)).Groups[1].Value;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"{kubeconfig} cannot be read: {failure.Message}");
        }
    }

    [GeneratedRegex(@"^[\s{,]*""?current-context""?\s*:\s*[""']?([^""'\s,}]+)", RegexOptions.Multiline)]
    private static partial Regex CurrentContext();
}
