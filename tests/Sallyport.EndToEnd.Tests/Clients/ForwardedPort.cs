using System.Globalization;
using System.Text.RegularExpressions;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Clients;

/// <summary>The local port that <c>kubectl port-forward</c> chose.</summary>
internal static partial class ForwardedPort
{
    public static async Task<int> OfAsync(RunningProcess forward)
    {
        (await forward.Output.WaitForAsync(text => Announcement().IsMatch(text), Kubectl.Patience))
            .Should().BeTrue("it should have begun to forward: {0}", forward.Describe());
        return int.Parse(Announcement().Match(forward.Output.Text).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Forwarding from 127\.0\.0\.1:(\d+)")]
    private static partial Regex Announcement();
}
