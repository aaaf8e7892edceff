using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Related;

namespace Sallyport.Hub.Tests.Console.Related;

public sealed class RelationMapTests
{
    private static readonly ObjectPlace Pod = At("web-1");

    [Fact]
    public void Map_PutsOwnersLeft_TheFarthestFirst_AndWhatIsNamedRight()
    {
        var map = RelationMap.Of(Pod,
        [
            new Relation(RelationKind.Owner, At("set"), ""), new Relation(RelationKind.Owner, At("deployment"), ""),
            new Relation(RelationKind.SelectedBy, At("service"), ""), new Relation(RelationKind.Names, At("config"), "volume"),
        ]);

        map.Nodes.OrderBy(node => node.X).ThenBy(node => node.Y).Select(node => node.Place.Name).Should().Equal("deployment", "set", "service", "web-1", "config");
        map.Lines.Should().HaveCount(4);
        map.Nodes.Max(node => node.X + RelationMap.BoxWidth).Should().BeLessThanOrEqualTo(map.Width);
    }

    [Fact]
    public void Boxes_NeverOverlap_AndAColumnEnds()
    {
        var map = RelationMap.Of(Pod, [.. Enumerable.Range(0, 60).Select(i => new Relation(RelationKind.Child, At($"child-{i}"), ""))]);

        map.Nodes.Should().HaveCount(1 + RelationMap.MostInColumn);
        map.Nodes.GroupBy(node => node.X).Should().OnlyContain(column =>
            column.OrderBy(node => node.Y).Zip(column.OrderBy(node => node.Y).Skip(1)).All(pair => pair.First.Y + RelationMap.BoxHeight < pair.Second.Y));
        map.Nodes.Should().OnlyContain(node => node.Y >= 0 && node.Y + RelationMap.BoxHeight <= map.Height);
    }

    private static ObjectPlace At(string name) => new("demo", ResourceType.Pods, "shop", name);
}
