using Sallyport.Hub.Console.Search;

namespace Sallyport.Hub.Tests.Console.Search;

/// <summary>What the palette shows and what Enter takes, whichever way answers come.</summary>
public sealed class PaletteListTests
{
    private static readonly PaletteItem Nodes = Item("Nodes");
    private static readonly PaletteItem Pods = Item("Pods");
    private static readonly PaletteItem Web = Item("web");
    private readonly PaletteList _list = new();

    [Fact]
    public void Enter_BeforeTheAnswer_WaitsForIt_AndTakesNothingEarlier()
    {
        _list.Begin([1, 2]);
        _list.Put(1, [Nodes]);
        _list.Put(2, []);

        _list.Begin([1, 2]);
        _list.Enter().Should().BeNull("what is in sight was found for another text");
        _list.Put(2, [Web]).Should().BeNull("another source is still to answer, and stands above");
        _list.Put(1, [Pods]).Should().Be(Pods);
    }

    [Fact]
    public void WhatWasFoundEarlier_StaysInSight_AndIsNotChosen()
    {
        _list.Begin([1]);
        _list.Put(1, [Nodes]);

        _list.Begin([1]);

        _list.Items.Should().Equal(Nodes);
        _list.At.Should().Be(-1);
    }

    [Fact]
    public void Chosen_StaysTheSame_WhenMoreIsFoundAboveIt()
    {
        _list.Begin([2]);
        _list.Put(2, [Nodes, Pods]);
        _list.Step(1);

        _list.Put(1, [Web]);

        _list.Items.Should().Equal(Web, Nodes, Pods);
        _list.Items[_list.At].Should().Be(Pods);
        _list.Enter().Should().Be(Pods);
    }

    [Fact]
    public void Enter_WithNothingFound_TakesNothing_AndNotTheNextTextsFirst()
    {
        _list.Begin([1]);
        _list.Put(1, []);
        _list.Enter().Should().BeNull();

        _list.Begin([1]);

        _list.Put(1, [Nodes]).Should().BeNull();
    }

    [Fact]
    public void Arrows_StopAtBothEnds()
    {
        _list.Begin([1]);
        _list.Put(1, [Nodes, Pods]);

        _list.Step(-1);
        _list.At.Should().Be(0);
        _list.Step(5);
        _list.At.Should().Be(1);
    }

    private static PaletteItem Item(string name) => new(name, "", "/" + name, "");
}
