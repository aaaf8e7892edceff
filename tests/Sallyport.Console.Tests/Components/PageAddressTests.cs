using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Tables;

namespace Sallyport.Console.Tests.Components;

/// <summary>All of a view is in its address.</summary>
public sealed class PageAddressTests : BunitContext
{
    private readonly PageAddress _address;

    public PageAddressTests() => _address = new PageAddress(Services.GetRequiredService<NavigationManager>());

    [Fact]
    public void Address_OfAList_IsReadAndWrittenAgain()
    {
        _address.Go("/c/eu-1,us-1/deployments.apps?ns=shop,pay&q=status:failing%20age%3C1h&sort=-age");

        _address.Clusters.Should().Equal("eu-1", "us-1");
        _address.Namespaces.Should().Equal("shop", "pay");
        _address.Page.Should().Be("deployments.apps");
        _address["q"].Should().Be("status:failing age<1h");
        _address.With(("sort", null), ("open", "eu-1/shop/web")).Should().Be("/c/eu-1,us-1/deployments.apps?ns=shop,pay&q=status:failing%20age%3C1h&open=eu-1/shop/web");
    }

    [Fact]
    public void Scope_OfClustersAndNamespaces_GoesAlongToOtherPages()
    {
        _address.Go("/c/eu-1/pods?ns=shop&q=web");

        _address.InScope("secrets").Should().Be("/c/eu-1/secrets?ns=shop");
        _address.OfClusters(["us-1"]).Should().Be("/c/us-1/pods?ns=shop&q=web");
        _address.OfClusters([]).Should().Be("/c/_/pods?ns=shop&q=web");
    }

    [Fact]
    public void Fleet_IsOfNoCluster()
    {
        _address.Go("/clusters");

        _address.Page.Should().BeEmpty();
        _address.InScope("pods").Should().Be("/c/_/pods");
    }

    [Fact]
    public void View_OfATable_IsReadFromTheAddress()
    {
        _address.Go("/c/_/pods?q=web&sort=-restarts&cols=ready,status&labels=app%3Dweb");

        var view = TableView.Read(_address);

        view.Should().BeEquivalentTo(new { Filter = "web", SortedBy = "restarts", Descending = true, Labels = "app=web", Columns = new[] { "ready", "status" } });
    }

    [Fact]
    public void Widths_OfColumns_AreInTheAddress_AndWithinReason()
    {
        _address.Go("/c/_/pods?widths=name:240,cpu(cores):90,status:9,age:99999,node:x,:5");

        var view = TableView.Read(_address);

        view.Widths.Should().BeEquivalentTo(new Dictionary<string, int> { ["name"] = 240, ["cpu(cores)"] = 90, ["status"] = 48, ["age"] = 1_200 });
        view.WidthsWith("name", 300).Should().Be("cpu(cores):90,status:48,age:1200,name:300");
        view.WidthsWith("age", 0).Should().Be("name:240,cpu(cores):90,status:48");
    }

    [Fact]
    public void Search_IsOfTheChosenClusters_OrOfAll()
    {
        _address.Go("/search?q=web");

        _address.Page.Should().Be("search");
        _address.OfClusters(["eu-1"]).Should().Be("/c/eu-1/search?q=web");
    }

    protected override void Dispose(bool disposing)
    {
        _address.Dispose();
        base.Dispose(disposing);
    }
}
