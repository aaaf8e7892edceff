using Sallyport.Cli.Kubeconfigs;

namespace Sallyport.Cli.Tests.Kubeconfigs;

/// <summary>In whichever style a kubeconfig is written, what is not Sallyport's stays byte for byte.</summary>
public sealed class KubeconfigMergeTextTests
{
    private const string Foreign = """
        - name: prod
          cluster: {server: https://prod.example.com, proxy-url: "http://proxy"}   # do not touch
        """;

    /// <summary>A kubeconfig, and lines of it that must still be there, in that order.</summary>
    public static TheoryData<string, string> Styles => new()
    {
        { "nothing", "" },
        { "comments alone", "# mine\n" },
        { "a comment without a line break", "# mine" },
        { "kubectl's own", "apiVersion: v1\nclusters:\n- cluster:\n    server: https://prod.example.com\n  name: prod\ncontexts:\n- context:\n    cluster: prod\n    user: me\n  name: prod\ncurrent-context: prod\nkind: Config\npreferences: {}\nusers:\n- name: me\n  user:\n    token: abc\n" },
        { "no line break at the end", "kind: Config\nclusters:\n- name: prod\n  cluster:\n    server: https://prod.example.com" },
        { "indented lists", "clusters:\n  - name: prod\n    cluster:\n      server: https://a\n  # after prod\n\ncontexts:\n    - name: prod\n      context: {cluster: prod}\nusers: []\n" },
        { "empty lists of all sorts", "clusters:\ncontexts: null # none yet\nusers: []\nkind: Config\n" },
        { "null in a tilde", "clusters: ~\ncontexts:   []   # nothing\nusers:\n\n\nkind: Config\n" },
        { "lists missing", "apiVersion: v1\nkind: Config\ncurrent-context: \"\"\n" },
        { "comments everywhere", "# head\nclusters: # list\n# before\n" + Foreign + "\n# between\n- # odd\n  name: other\n  cluster:\n    server: https://b\n# end of clusters\nusers:\n# no users\n" },
        { "Windows line breaks", "apiVersion: v1\r\nclusters:\r\n- name: prod\r\n  cluster:\r\n    server: https://prod\r\ncontexts: []\r\n" },
        { "JSON in one line", """{"apiVersion":"v1","kind":"Config","clusters":[{"name":"prod","cluster":{"server":"https://a"}}],"contexts":[],"users":null}""" },
        { "JSON, pretty", "{\n    \"kind\": \"Config\",\n    \"clusters\": [\n        {\n            \"name\": \"prod\",\n            \"cluster\": {\"server\": \"https://a\"}\n        }\n    ],\n    \"contexts\": [],\n    \"x-mine\": {\"a\": [1, 2]}\n}\n" },
        { "JSON, empty", "{}" },
        { "lists in brackets", "kind: Config\nclusters: [{name: prod, cluster: {server: https://a}}, {name: b, cluster: {server: https://b}}]\n" },
        { "a document mark and an end", "---\nkind: Config\nclusters:\n- name: prod\n  cluster: {server: https://a}\n...\n" },
        { "more than one document", "kind: Config\nclusters: []\n---\nkind: Other\n" },
        { "quotes and blocks", "\"clusters\":\n- 'name': \"prod\"\n  cluster:\n    certificate-authority-data: |\n      line one\n\n      line two\n    server: >-\n      https://a\n\nusers:\n- name: me\n  user:\n    token: |+\n      keep\n\n" },
        { "a byte order mark", "\uFEFFkind: Config\nclusters:\n- name: prod\n  cluster: {server: https://a}\n" },
        { "letters beyond ASCII", "# Zürich 🚪\nclusters:\n- name: zürich-🚪\n  cluster: {server: https://a}\n" },
        { "anchors", "x-common: &common\n  server: https://a\nclusters:\n- name: prod\n  cluster: *common\n" },
        { "members of others", "kind: Config\nextensions:\n- name: tool\n  extension: {a: 1}\nclusters:\n- name: prod\n  cluster: {server: https://a}\n  x-note: mine\n" },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void Merge_AnyStyle_AddsItsEntriesAndKeepsEveryLine(string style, string text)
    {
        var merged = text.Merge(Granted.To("north", "south"));

        merged.Names(KubeconfigSection.Clusters).Should().EndWith(["north", "south"], style);
        merged.Names(KubeconfigSection.Contexts).Should().EndWith(["north", "south"], style);
        merged.Names(KubeconfigSection.Users).Should().EndWith([Granted.Profile], style);
        Lost(text, merged).Should().BeEmpty("every line of {0} should still be there", style);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void Merge_Twice_ChangesNothingMore(string style, string text)
    {
        var merged = text.Merge(Granted.To("north", "south"));

        merged.Merge(Granted.To("north", "south")).Should().Be(merged, style);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void Merge_NothingGrantedAnyMore_TakesOutAllOfItsOwn(string style, string text)
    {
        var merged = text.Merge(Granted.To("north", "south")).Merge(Granted.To());

        KubeconfigText.Parse(style, merged).Entries.Should().NotContain(entry => entry.Mark != null, style);
        Lost(text, merged).Should().BeEmpty("every line of {0} should still be there", style);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void Merge_OneOfTwoGrantedStill_TakesOutTheOther(string style, string text)
    {
        foreach (var kept in new[] { "north", "south" })
        {
            var merged = text.Merge(Granted.To("north", "south")).Merge(Granted.To(kept));

            merged.Names(KubeconfigSection.Contexts).Where(name => name is "north" or "south").Should().Equal([kept], style);
        }
    }

    [Fact]
    public void Merge_KubectlsStyle_IsWrittenLikeThis() =>
        "apiVersion: v1\nclusters:\n- cluster:\n    server: https://prod\n  name: prod\ncontexts: []\nkind: Config\n".Merge(Granted.To("north")).Should().Be(
            """
            apiVersion: v1
            clusters:
            - cluster:
                server: https://prod
              name: prod
            - name: north
              cluster:
                server: https://gateway.example.com:6443
                tls-server-name: north.clusters.sallyport.internal
                certificate-authority-data: Q0E=
                extensions:
                - name: sallyport.dev
                  extension:
                    profile: hub.example.com
                    cluster: north
            contexts:
            - name: north
              context:
                cluster: north
                user: hub.example.com
                namespace: default
                extensions:
                - name: sallyport.dev
                  extension:
                    profile: hub.example.com
                    cluster: north
                    namespace: default
            kind: Config
            users:
            - name: hub.example.com
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: sallyport
                  args:
                  - credential
                  - "--profile"
                  - hub.example.com
                  interactiveMode: IfAvailable
                  provideClusterInfo: false
                  installHint: kubectl asks the sallyport command for a credential, and it is not on your PATH.
                extensions:
                - name: sallyport.dev
                  extension:
                    profile: hub.example.com

            """);

    /// <summary>Lines that said something and are nowhere in the other text, but for the lists that were empty.</summary>
    private static IEnumerable<string> Lost(string before, string after)
    {
        var found = after.ReplaceLineEndings("\n");
        return before.ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.Replace("null", "", StringComparison.Ordinal).Replace("[]", "", StringComparison.Ordinal).Replace("~", "", StringComparison.Ordinal).Trim())
            .Where(line => !line.StartsWith('{') && !line.Contains(": [{", StringComparison.Ordinal))
            .Where(line => !found.Replace("[]", "", StringComparison.Ordinal).Contains(line.TrimEnd(','), StringComparison.Ordinal) && !IsListHead(line));
    }

    private static bool IsListHead(string line) => KubeconfigSection.All.Any(section => line.TrimStart('"').StartsWith(section.List, StringComparison.Ordinal));
}
