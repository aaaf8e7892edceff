using Sallyport.Cli.Kubeconfigs;

namespace Sallyport.Cli.Tests.Kubeconfigs;

/// <summary>Which entries a merge adds, changes, keeps and takes out.</summary>
public sealed class MergePlanTests
{
    /// <summary>What is there by name; what is granted; the contexts after, with the clusters they point to.</summary>
    public static TheoryData<string, string[], string[], string[]> Names => new()
    {
        { "nothing is taken", [], ["demo"], ["demo=demo"] },
        { "a name is taken", ["demo"], ["demo"], ["demo=demo", "sallyport-demo=sallyport-demo"] },
        { "both names are taken", ["demo", "sallyport-demo"], ["demo"], ["demo=demo", "sallyport-demo=sallyport-demo", "sallyport-demo-2=sallyport-demo-2"] },
        { "one of two is taken", ["demo"], ["demo", "prod"], ["demo=demo", "sallyport-demo=sallyport-demo", "prod=prod"] },
        { "a granted cluster is called what another would become", [], ["demo", "sallyport-demo"], ["demo=demo", "sallyport-demo=sallyport-demo"] },
        { "taken, and called so", ["demo"], ["demo", "sallyport-demo"], ["demo=demo", "sallyport-demo=sallyport-demo", "sallyport-sallyport-demo=sallyport-sallyport-demo"] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Merge_NameTaken_TakesTheNextAndTouchesNoStranger(string what, string[] there, string[] granted, string[] contexts) =>
        Contexts(Strangers(there).Merge(Granted.To(granted))).Should().Equal(contexts, what);

    [Fact]
    public void Merge_StrangerGoneSince_KeepsTheNameItHas() =>
        Contexts(Strangers("demo").Merge(Granted.To("demo")).Replace("name: demo\n", "name: gone\n", StringComparison.Ordinal).Merge(Granted.To("demo")))
            .Should().Contain("sallyport-demo=sallyport-demo").And.NotContain("demo=demo");

    [Fact]
    public void Merge_OwnContextRenamed_KeepsTheName() =>
        Contexts(Renamed("".Merge(Granted.To("demo"))).Merge(Granted.To("demo"))).Should().Equal("work=demo");

    [Fact]
    public void Merge_OwnContextRenamedAndNoLongerGranted_TakesItOut() =>
        Contexts(Renamed("".Merge(Granted.To("demo", "prod"))).Merge(Granted.To("prod"))).Should().Equal("prod=prod");

    [Fact]
    public void Merge_AnotherProfile_LeavesTheFirstOnesEntries() =>
        Contexts("".Merge(Granted.To("demo")).Merge(Granted.For("other", "demo")).Merge(Granted.For("other"))).Should().Equal("demo=demo");

    [Theory]
    [InlineData("current-context: prod\n")]
    [InlineData("current-context: demo\n")]
    [InlineData("current-context: \"\"\n")]
    [InlineData("")]
    public void Merge_CurrentContext_StaysAsItIs(string line)
    {
        var merged = ("kind: Config\n" + line).Merge(Granted.To("demo")).Merge(Granted.To());

        merged.Split('\n').Where(text => text.StartsWith("current-context", StringComparison.Ordinal)).Should().Equal(line.Length == 0 ? [] : [line.TrimEnd()]);
    }

    [Fact]
    public void Merge_GatewayMoved_ChangesTheClusterAlone()
    {
        var before = "".Merge(Granted.To("demo"));
        var moved = Granted.To("demo") with { Clusters = [Granted.Cluster("demo") with { Server = "https://moved.example.com:6443" }] };

        before.Merge(moved).Should().Be(before.Replace("https://gateway.example.com:6443", "https://moved.example.com:6443", StringComparison.Ordinal));
    }

    /// <summary>The namespace written, what it was changed to since, what the hub says now, whether it was chosen by option; what is written.</summary>
    public static TheoryData<string?, string?, string?, bool, string?> Namespaces => new()
    {
        { "default", "default", "default", false, "default" },
        { "default", "default", "shop", false, "shop" },
        { "default", "cart", "default", false, "cart" },
        { "default", "cart", "shop", false, "cart" },
        { "default", "cart", "shop", true, "shop" },
        { "default", "default", null, false, null },
        { null, null, "shop", false, "shop" },
        { null, "cart", "shop", false, "cart" },
    };

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Merge_Namespace_IsThePersonsChoiceFirst(string? written, string? changedTo, string? known, bool chosen, string? after)
    {
        Grant With(string? place) => Granted.To("demo") with { Clusters = [Granted.Cluster("demo") with { Namespace = place }] };
        var text = "".Merge(With(written));
        text = written == changedTo ? text
            : written is null ? text.Replace("    user: hub", $"    namespace: {changedTo}\n    user: hub", StringComparison.Ordinal)
            : text.Replace($"\n    namespace: {written}", $"\n    namespace: {changedTo}", StringComparison.Ordinal);

        var merged = text.Merge(With(known) with { NamespaceChosen = chosen });

        Read(merged, KubeconfigSection.Contexts).Should().ContainSingle().Which["namespace"].Should().Be(after);
    }

    [Fact]
    public void Merge_ClustersNamed_AddsThoseAndKeepsTheRest()
    {
        var first = "".Merge(Granted.To("demo", "prod", "stage") with { Wanted = ["demo"] });
        var second = first.Merge(Granted.To("demo", "prod", "stage") with { Wanted = ["prod"] });

        Contexts(first).Should().Equal("demo=demo");
        Contexts(second).Should().Equal("demo=demo", "prod=prod");
    }

    [Fact]
    public void Merge_AsKubectlRewroteIt_SaysTheSameAndIsLeft()
    {
        // What kubectl 1.36 makes of a kubeconfig when it writes one: members sorted, empty ones added.
        var text = """
            apiVersion: v1
            clusters:
            - cluster:
                certificate-authority-data: Q0E=
                extensions:
                - extension:
                    cluster: demo
                    profile: hub.example.com
                  name: sallyport.dev
                server: https://gateway.example.com:6443
                tls-server-name: demo.clusters.sallyport.internal
              name: demo
            contexts:
            - context:
                cluster: demo
                extensions:
                - extension:
                    cluster: demo
                    namespace: default
                    profile: hub.example.com
                  name: sallyport.dev
                namespace: default
                user: hub.example.com
              name: demo
            current-context: ""
            kind: Config
            users:
            - name: hub.example.com
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  args:
                  - credential
                  - --profile
                  - hub.example.com
                  command: sallyport
                  env: null
                  installHint: kubectl asks the sallyport command for a credential, and
                    it is not on your PATH.
                  interactiveMode: IfAvailable
                  provideClusterInfo: false
                extensions:
                - extension:
                    profile: hub.example.com
                  name: sallyport.dev

            """;

        text.Merge(Granted.To("demo")).Should().Be(text);
    }

    [Theory]
    [InlineData("clusters: hello\n", "is not a list")]
    [InlineData("clusters: &a []\nusers: *a\n", "is not a list")]
    [InlineData("- a\n- b\n", "is not a kubeconfig")]
    [InlineData("just words", "is not a kubeconfig")]
    [InlineData("kind: Config\nclusters: []\nclusters: []\n", "stands there twice")]
    [InlineData("clusters: [\n", "line 2")]
    [InlineData("a: b: c\n", "line 1")]
    public void Merge_NotAKubeconfig_ChangesNothingAndSaysWhy(string text, string said) =>
        FluentActions.Invoking(() => text.Merge(Granted.To("demo"))).Should().Throw<CommandException>().WithMessage($"*{said}*").WithMessage("*Nothing was changed*");

    private static string Strangers(params string[] names) =>
        string.Concat(KubeconfigSection.All.Select(section =>
            section.List + (names.Length == 0 ? ": []\n" : ":\n") + string.Concat(names.Select(name => $"- {section.Item}:\n    cluster: {name}\n  name: {name}\n"))));

    private static string Renamed(string text) => text.Replace("contexts:\n- name: demo\n", "contexts:\n- name: work\n", StringComparison.Ordinal);

    private static IEnumerable<KubeconfigEntry> Read(string text, KubeconfigSection section) =>
        KubeconfigText.Parse("config", text).Entries.Where(entry => entry.Section == section);

    private static string[] Contexts(string text) => [.. Read(text, KubeconfigSection.Contexts).Select(context => $"{context.Name}={context["cluster"]}")];
}
