using Sallyport.Access.Redaction;
using Sallyport.Demo;
using Sallyport.Hub.Console.Kubectl;
using Sallyport.Hub.Tests.Console.Feeds;

namespace Sallyport.Hub.Tests.Console.Kubectl;

/// <summary>What the terminal does over a cluster's API that comparing its text with kubectl's does not show.</summary>
public sealed class TerminalTests : IAsyncLifetime
{
    private DemoCluster _cluster = null!;
    private Roads _roads = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await DemoCluster.StartAsync(new DemoClusterOptions(), Cancelled);
        _roads = Roads.Of(_cluster).With("other", _cluster.Endpoint, _cluster.AdminToken);
    }

    public async ValueTask DisposeAsync()
    {
        _roads.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Context_AndNamespace_AreKeptFromLineToLine()
    {
        var terminal = TerminalRun.Terminal(_roads.To);

        (await terminal.RunAsync("config set-context --current --namespace=payments")).Text.Should().Be("Context \"demo\" modified.");
        (await terminal.RunAsync("get deploy -o name")).Text.Should().Contain("payments-api").And.NotContain("storefront");
        (await terminal.RunAsync("-n shop get deploy -o name")).Text.Should().Contain("storefront");
        (await terminal.RunAsync("config use-context other")).Text.Should().Be("Switched to context \"other\".");
        (await terminal.RunAsync("config current-context")).Text.Should().Be("other");
    }

    [Fact]
    public async Task Watch_ShowsWhatIsThereAndEachChange_UntilCtrlC()
    {
        var terminal = TerminalRun.Terminal(_roads.To);
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var lines = new List<string>();
        var labelled = false;

        var code = await terminal.RunAsync(
            "get deploy -w --show-labels",
            async (line, _) =>
            {
                lines.Add(line.Text);
                if (!labelled && line.Text.StartsWith("storefront", StringComparison.Ordinal))
                {
                    labelled = true;
                    (await TerminalRun.Terminal(_roads.To).RunAsync("label deploy storefront seen=yes")).Text.Should().Be("deployment.apps/storefront labeled");
                }

                if (line.Text.Contains("seen=yes", StringComparison.Ordinal))
                {
                    await ctrlC.CancelAsync();
                }
            },
            ctrlC.Token);

        code.Should().Be(KubectlTerminal.Interrupted);
        lines[0].Should().StartWith("NAME").And.EndWith("LABELS");
        lines[^1].Should().StartWith("storefront").And.Contain("seen=yes");
    }

    [Fact]
    public async Task Logs_OfTwoPodsThatAreFollowed_ComeLineByLine()
    {
        var terminal = TerminalRun.Terminal(_roads.To);
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var pods = new HashSet<string>();

        var code = await terminal.RunAsync(
            "logs -f -l app=storefront --prefix --tail=2",
            async (line, _) =>
            {
                pods.Add(line.Text.Split('/')[1]);
                if (pods.Count >= 2)
                {
                    await ctrlC.CancelAsync();
                }
            },
            ctrlC.Token);

        code.Should().Be(KubectlTerminal.Interrupted);
    }

    [Fact]
    public async Task Describe_OfASecretWhoseValuesAreHidden_ShowsTheirSizesAndThatTheyAre()
    {
        var secret = $$$"""{"kind":"Secret","apiVersion":"v1","type":"Opaque","metadata":{"name":"hidden","namespace":"shop","annotations":{"{{{Placeholder.SizesAnnotation}}}":"password: 12 bytes"}},"data":{"password":"{{{Placeholder.Value}}}","other":"{{{Placeholder.Value}}}","open":"YWRh"}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://cluster.invalid/api/v1/namespaces/shop/secrets") { Content = new StringContent(secret, System.Text.Encoding.UTF8, "application/json") };
        using var made = await _roads.To("demo").SendAsync(request, Cancelled);
        made.IsSuccessStatusCode.Should().BeTrue();

        var (_, text) = await TerminalRun.Terminal(_roads.To).RunAsync("describe secret hidden");

        text.Should().MatchRegex(@"open: +3 bytes\n").And.MatchRegex(@"other: +\(hidden\)\n").And.MatchRegex(@"password: +12 bytes \(hidden\)").And.NotContain(Placeholder.Value).And.NotContain("YWRh");
    }

    [Fact]
    public async Task Changes_OfAWorkload_AreMadeAndTold()
    {
        var terminal = TerminalRun.Terminal(_roads.To);

        (await terminal.RunAsync("scale deploy/storefront --replicas=4")).Text.Should().Be("deployment.apps/storefront scaled");
        (await terminal.RunAsync("get deploy storefront -o jsonpath={.spec.replicas}")).Text.Should().Be("4");
        (await terminal.RunAsync("annotate deploy storefront note=one")).Text.Should().Be("deployment.apps/storefront annotated");
        (await terminal.RunAsync("annotate deploy storefront note=two")).Text.Should().Contain("--overwrite is false");
        (await terminal.RunAsync("annotate deploy storefront note-")).Text.Should().Be("deployment.apps/storefront annotated");
        (await terminal.RunAsync("rollout pause deploy/storefront")).Text.Should().Be("deployment.apps/storefront paused");
        (await terminal.RunAsync("rollout resume deploy/storefront")).Text.Should().Be("deployment.apps/storefront resumed");
        (await terminal.RunAsync("rollout restart deploy/storefront")).Text.Should().Be("deployment.apps/storefront restarted");
        (await terminal.RunAsync("rollout status deploy/storefront")).Text.Should().EndWith("deployment \"storefront\" successfully rolled out");
        (await terminal.RunAsync("rollout undo deploy/storefront")).Text.Should().Be("deployment.apps/storefront rolled back");
        (await terminal.RunAsync("delete cm -l no=such")).Text.Should().Be("No resources found");
        var pod = (await terminal.RunAsync("get pods -o name")).Text.Split('\n')[0];
        (await terminal.RunAsync($"delete {pod}")).Text.Should().Be($"pod \"{pod["pod/".Length..]}\" deleted");
    }

    [Fact]
    public async Task Node_CordonedAndUncordoned_SaysSo()
    {
        var terminal = TerminalRun.Terminal(_roads.To);
        var node = (await terminal.RunAsync("get nodes -o jsonpath={.items[0].metadata.name}")).Text;

        (await terminal.RunAsync($"cordon {node}")).Text.Should().Be($"node/{node} cordoned");
        (await terminal.RunAsync($"cordon {node}")).Text.Should().Be($"node/{node} already cordoned");
        (await terminal.RunAsync($"get node {node} -o jsonpath={{.spec.unschedulable}}")).Text.Should().Be("true");
        (await terminal.RunAsync($"uncordon {node}")).Text.Should().Be($"node/{node} uncordoned");
    }

    [Fact]
    public async Task Secret_Described_ShowsKeysAndSizesAlone()
    {
        var terminal = TerminalRun.Terminal(_roads.To);
        var values = (await terminal.RunAsync("get secrets -o jsonpath={.items[*].data.password}")).Text
            .Split(' ').SelectMany(value => new[] { value, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(value)) }).ToList();

        var described = (await terminal.RunAsync("describe secrets")).Text;

        values.Should().NotBeEmpty();
        described.Should().Contain(" bytes").And.NotContainAny(values);
    }

    [Theory]
    [InlineData("ge", "get")]
    [InlineData("rollout ", "history|pause|restart|resume|status|undo")]
    [InlineData("get depl", "deployments")]
    [InlineData("get deploy/store", "storefront")]
    [InlineData("kubectl get pods,deplo", "deployments")]
    [InlineData("describe deploy store", "storefront")]
    [InlineData("get pods -n pay", "payments")]
    [InlineData("get pods --namespace=pay", "payments")]
    [InlineData("get pods --context o", "other")]
    [InlineData("config use-context d", "demo")]
    [InlineData("get pods --sort", "--sort-by=")]
    [InlineData("get pods -o js", "json|jsonpath=|jsonpath-as-json=")]
    [InlineData("auth can-i del", "delete|deletecollection")]
    [InlineData("help expl", "explain")]
    [InlineData("-n payments get deploy pay", "payments-api")]
    [InlineData("nonsense ", "")]
    public async Task Tab_AtTheEndOfALine_OffersWhatFits(string line, string candidates)
    {
        var offered = await TerminalRun.Terminal(_roads.To).CompleteAsync(line, line.Length, Cancelled);

        offered.Candidates.Should().BeEquivalentTo(candidates.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Tab_AfterDashC_OffersThePodsContainers()
    {
        var terminal = TerminalRun.Terminal(_roads.To);
        var pod = (await terminal.RunAsync("get pods -l app=storefront -o jsonpath={.items[0].metadata.name}")).Text;
        var line = $"logs {pod} -c ";

        var offered = await terminal.CompleteAsync(line, line.Length, Cancelled);

        offered.Start.Should().Be(line.Length);
        offered.Candidates.Should().Contain("storefront");
    }
}
