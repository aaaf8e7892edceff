using System.Text.RegularExpressions;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Tests.Console.Kubectl;

/// <summary>The terminal prints what a real kubectl prints, and ends with what it exits with.</summary>
public sealed partial class LikeKubectlTests(KubectlCluster cluster) : IClassFixture<KubectlCluster>
{
    /// <summary>Lines that are printed otherwise on purpose, and why.</summary>
    public static TheoryData<string, string> Deliberate => new()
    {
        { "version", "there is no client of which it could tell the version" },
        { "config get-contexts", "a context is a cluster, and nobody acts as anybody else: there is no AUTHINFO" },
        { "rollout history deploy/storefront --revision=1", "kubectl does not lay its columns out there, and prints the tabs" },
        { "get cm -A -o yaml", "a text that has an apostrophe and needs quotes gets double ones, which say the same" },
        { "describe sa default", "kinds that nobody looks into for their own sake are described member by member" },
    };

    public static TheoryData<string> DemoLines => new(Lines(
        """
        get pods
        get pods -o wide
        get po,svc
        get deploy,sts,ds -A
        get all
        get pods -A --no-headers
        get nodes -o wide
        get ns --show-labels
        get pods -L app
        get pods -o name
        get deploy/storefront svc/storefront
        get deploy storefront -o yaml
        get deploy storefront -o json
        get svc -o yaml
        get svc -o json
        get pods nope
        get deploy storefront nope
        get foo
        get
        get pods -l app=none
        get pods -A -l app=none
        get pods --field-selector status.phase=Running
        get pods --sort-by=.metadata.name
        get pods -o jsonpath='{.items[*].metadata.name}'
        get pods -o jsonpath='{range .items[*]}{.metadata.name}{"\t"}{.status.phase}{"\n"}{end}'
        get pods -o jsonpath='{.items[?(@.status.phase=="Running")].metadata.name}'
        get deploy storefront -o jsonpath='{.metadata.labels}'
        get deploy storefront -o jsonpath='{..image}'
        get pods -o custom-columns=NAME:.metadata.name,IMAGES:.spec.containers[*].image,L:.metadata.labels
        get node -o jsonpath='{.items[0].status.addresses[?(@.type=="InternalIP")].address}'
        get cm,secrets
        get crd
        get cronjobs,jobs -A
        get pv,pvc -A
        get ingress -A
        get events
        describe deploy storefront
        describe svc storefront
        describe nodes
        describe ns shop
        describe pods
        describe cm
        describe sts -A
        describe ds -A
        describe rs
        describe cronjobs -A
        describe jobs -A
        describe ingress -A
        describe pvc -A
        describe pv
        describe pod nope
        logs deploy/storefront --tail=3
        logs nope
        events
        events --types=Warning
        events --for deploy/storefront
        events -n default
        top nodes
        explain pod.spec.containers
        explain deploy
        explain deploy.spec.strategy --recursive
        explain pod.spec.nope
        api-resources
        api-resources --namespaced=false -o wide
        api-resources -o name
        api-versions
        auth can-i get pods
        auth can-i delete nodes
        auth can-i create pods --subresource=exec
        auth can-i --list
        auth whoami
        rollout status deploy/storefront
        rollout history deploy/storefront
        rollout status pod/x
        scale deploy/storefront
        get pods --foo
        get pods -z
        """));

    public static TheoryData<string> RealLines => new(Lines(
        """
        get pods -A
        get nodes -o wide
        get ns
        get svc -A -o wide
        get deploy,rs -A
        get cm -n kube-system -o name
        get ns default -o yaml
        get ns default -o json
        get nodes -o json
        get svc kubernetes -o yaml
        get pods nope
        get foo
        get sa -A
        get clusterroles -o name
        get clusterrolebindings -o wide
        get crd
        get ns --show-labels
        get ns -o jsonpath='{range .items[*]}{.metadata.name}{"\n"}{end}'
        get events -A --no-headers
        describe ns default
        describe svc kubernetes
        describe nodes
        describe cm -n kube-system
        api-versions
        api-resources -o name
        auth can-i get pods
        auth can-i delete nodes
        """));

    [Theory]
    [MemberData(nameof(DemoLines))]
    public Task Line_AskedOfTheEmbeddedCluster_PrintsWhatKubectlPrints(string line) => CompareAsync(cluster.Demo, real: false, line);

    [Fact]
    public async Task Lines_AskedOfARealCluster_PrintWhatKubectlPrints()
    {
        Assert.SkipWhen(KubectlCluster.RealKubeconfig is null, "SALLYPORT_E2E_KUBECONFIG names no cluster; start one with eng/kubernetes/up.sh DIR and source DIR/cluster.env");
        var roads = await cluster.RealAsync();
        using var all = new AwesomeAssertions.Execution.AssertionScope();
        foreach (var line in RealLines)
        {
            await CompareAsync(roads, real: true, line.Data);
        }
    }

    [Theory]
    [MemberData(nameof(Deliberate))]
    public async Task Line_PrintedOtherwiseOnPurpose_IsPrintedOtherwise(string line, string because)
    {
        Assert.SkipWhen(KubectlCluster.Program is null, "there is no kubectl 1.32 on this machine; eng/kubectl.sh fetches it");
        var theirs = await cluster.KubectlAsync(real: false, line);

        var mine = await TerminalRun.Terminal(cluster.Demo).RunAsync(line);

        mine.Text.Should().NotBeEmpty().And.NotBe(theirs.Text, because);
    }

    private async Task CompareAsync(ClusterRoads roads, bool real, string line)
    {
        Assert.SkipWhen(KubectlCluster.Program is null, "there is no kubectl 1.32 on this machine; eng/kubectl.sh fetches it");
        var terminal = TerminalRun.Terminal(roads, real ? "default" : "shop");

        // What a cluster prints moves: pods come and go between two questions, and then it is asked again.
        for (var attempt = 0; ; attempt++)
        {
            var before = await terminal.RunAsync(line);
            var theirs = await cluster.KubectlAsync(real, line);
            var mine = await terminal.RunAsync(line);
            if (attempt < 4 && Plain(before.Text) != Plain(mine.Text))
            {
                continue;
            }

            Plain(mine.Text).Should().Be(Plain(theirs.Text), "kubectl prints so for {0}", line);
            mine.Code.Should().Be(theirs.Code, "kubectl exits so for {0}", line);
            return;
        }
    }

    /// <summary>Without ages, and how far they push columns.</summary>
    private static string Plain(string text) =>
        string.Join('\n', Ages().Replace(text, "AGE").TrimEnd('\n').Split('\n').Select(line => Blanks().Replace(line, " ").TrimEnd()));

    private static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim());

    [GeneratedRegex(@"\b(\d+[ydhms])+\b")]
    private static partial Regex Ages();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
