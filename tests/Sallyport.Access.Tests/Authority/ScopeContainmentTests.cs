using Sallyport.Access.Authority;
using Sallyport.Access.Policy;
using Sallyport.Access.Tests.Decisions;

namespace Sallyport.Access.Tests.Authority;

/// <summary>One place lies inside another only where its words alone say so.</summary>
public sealed class ScopeContainmentTests
{
    private static readonly ScopeContainment Containment = new(
    [
        new Project("shop", [Town.Namespaces("prod", "shop", "shop-*"), Town.Clusters("dev-*")]),
        new Project("labelled", [new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "team in (a,b),env=dev" }]),
        new Project("inner", [Town.Namespaces("prod", "shop")]),
        new Project("twice", [Town.Clusters("dev-1")]),
        new Project("twice", [Town.Clusters("*")]),
        new Project("empty", []),
    ]);

    public static TheoryData<string, Scope, Scope, bool> Cases => new()
    {
        { "everything is in the organization", Scope.Organization, Town.Clusters("*"), true },
        { "the organization is in nothing else", Town.Clusters("*"), Scope.Organization, false },
        { "a project holds itself", Project("shop"), Project("shop"), true },
        { "what another project holds may grow", Project("shop"), Project("inner"), false },
        { "a project that is there twice holds nothing", Project("twice"), Project("twice"), false },
        { "a project that is there twice holds no cluster", Project("twice"), Town.Clusters("dev-1"), false },
        { "an unknown project holds nothing", Project("gone"), Project("gone"), false },
        { "an empty project holds nothing", Project("empty"), Town.Namespaces("prod", "shop"), false },
        { "a namespace by name", Project("shop"), Town.Namespaces("prod", "shop"), true },
        { "a name that the pattern matches", Project("shop"), Town.Namespaces("prod", "shop-a"), true },
        { "a narrower pattern", Project("shop"), Town.Namespaces("prod", "shop-a*"), true },
        { "names of which each is inside", Project("shop"), Town.Namespaces("prod", "shop", "shop-b"), true },
        { "names of which one is outside", Project("shop"), Town.Namespaces("prod", "shop", "payments"), false },
        { "a wider pattern", Project("shop"), Town.Namespaces("prod", "sho*"), false },
        { "one character is not any run of them", Project("shop"), Town.Namespaces("prod", "shop?*"), false },
        { "the same namespace in another cluster", Project("shop"), Town.Namespaces("test", "shop"), false },
        { "the same namespace in every cluster", Project("shop"), Town.Namespaces("", "shop"), false },
        { "the whole cluster of a namespace", Project("shop"), Town.Clusters("prod"), false },
        { "a cluster by name", Project("shop"), Town.Clusters("dev-1"), true },
        { "a namespace of a whole cluster", Project("shop"), Town.Namespaces("dev-1", "kube-system"), true },
        { "clusters of which one is outside", Project("shop"), Town.Clusters("dev-1", "prod"), false },
        { "namespaces by label in what is named", Project("shop"), Town.Namespaces("prod", "shop-*") with { NamespaceSelector = "tier=web" }, true },
        { "namespaces by label alone", Project("shop"), new Scope { Kind = ScopeKind.Namespace, Clusters = ["prod"], NamespaceSelector = "team=shop" }, false },
        { "clusters by label where names were given", Project("shop"), new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env=dev" }, false },
        { "the same labels", Project("labelled"), new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env=dev,team in (b,a)" }, true },
        { "fewer of the labels' values, and more labels", Project("labelled"), new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env==dev,team=a,zone" }, true },
        { "one label of two", Project("labelled"), new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env=dev" }, false },
        { "more values of a label", Project("labelled"), new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env=dev,team in (a,b,c)" }, false },
        { "a cluster by name where labels were given", Project("labelled"), Town.Clusters("dev-1"), false },
        { "a selector that cannot be read", Project("labelled"), new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env=dev,team=a,=" }, false },
        { "namespaces without a name or a label", Town.Clusters("dev-1"), Town.Clusters("dev-1"), true },
        { "a namespace scope that names none", Town.Namespaces("prod", "*"), new Scope { Kind = ScopeKind.Namespace, Clusters = ["prod"] }, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contains_ByTheWordsOfBoth_SaysWhetherOneLiesInside(string what, Scope wide, Scope narrow, bool inside) =>
        Containment.Contains(wide, narrow).Should().Be(inside, what);

    [Theory]
    [InlineData("*", "*", true)]
    [InlineData("*", "a?b*", true)]
    [InlineData("a*", "ab*c", true)]
    [InlineData("a*c", "a*c", true)]
    [InlineData("a?", "ab", true)]
    [InlineData("a?", "a?", true)]
    [InlineData("a?", "a*", false)]
    [InlineData("?", "*", false)]
    [InlineData("a", "*", false)]
    [InlineData("*c", "c*", false)]
    [InlineData("a*b", "a*", false)]
    public void Includes_OfTwoPatterns_IsNeverTrueOfOneThatMatchesMore(string wide, string narrow, bool included) =>
        Glob.Includes(wide, narrow).Should().Be(included);

    [Fact]
    public void Includes_OfAnyTwoPatterns_MeansThatEveryMatchOfOneIsOneOfTheOther()
    {
        string[] patterns = [.. Words("ab*?", 3)];
        string[] names = [.. Words("ab", 4)];
        foreach (var wide in patterns)
        {
            foreach (var narrow in patterns.Where(narrow => Glob.Includes(wide, narrow)))
            {
                names.Where(name => Glob.Matches(narrow, name)).Should().OnlyContain(name => Glob.Matches(wide, name), "of {0} in {1}", narrow, wide);
            }
        }
    }

    private static Scope Project(string name) => new() { Kind = ScopeKind.Project, Project = name };

    private static IEnumerable<string> Words(string letters, int longest) =>
        longest == 0 ? [""] : Words(letters, longest - 1).SelectMany(word => letters.Select(letter => word + letter).Append(word)).Distinct();
}
