using Sallyport.Hub.Fleet;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Fleet;

/// <summary>What an agent says of its cluster is printed to terminals and weighed in decisions: row 207.</summary>
public sealed class FactsCheckTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\u001b]52;c;eA==\u0007")]
    [InlineData("shop:x")]
    [InlineData("Shop")]
    [InlineData("a.b")]
    [CatalogueRow(207)]
    public void Checked_ANamespaceThatCannotBeCalledSo_IsNotBelieved(string name) =>
        FluentActions.Invoking(() => FactsCheck.Checked([Named("shop"), Named(name)])).Should().Throw<FormatException>();

    [Fact]
    public void Checked_OneNamespaceTwice_IsNotBelieved() =>
        FluentActions.Invoking(() => FactsCheck.Checked([Named("shop"), Named("shop")])).Should().Throw<FormatException>();

    [Fact]
    public void Checked_Namespaces_AreTaken() =>
        FactsCheck.Checked([Named("shop"), Named("kube-system"), Named("0a")]).Should().HaveCount(3);

    [Fact]
    public void Checked_MoreNamespacesThanAClusterHas_AreNotBelieved() =>
        FluentActions.Invoking(() => FactsCheck.Checked([.. Enumerable.Range(0, 20_001).Select(i => Named($"n{i}"))]))
            .Should().Throw<FormatException>();

    [Fact]
    public void Checked_ALabelWithoutAValue_IsNotBelieved() =>
        FluentActions.Invoking(() => FactsCheck.Checked([Named("shop") with { Labels = new Dictionary<string, string> { ["team"] = null! } }]))
            .Should().Throw<FormatException>();

    private static NamespaceFacts Named(string name) => new(name, "uid", new Dictionary<string, string>());
}
