using Sallyport.Hub.Console.Graphs;

namespace Sallyport.Console.Tests.Graphs;

/// <summary>Where the figures of a graph stand.</summary>
public sealed class GraphLineTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Line_OfAFewMinutes_GrowsFromTheRight() =>
        new GraphLine([At(0, 1), At(30, 1), At(60, 1)]).Points.Select(point => point.X).Should().Equal(192, 216, 240);

    [Fact]
    public void Line_OfLonger_FillsTheWidth() =>
        new GraphLine([At(0, 1), At(3600, 1)]).Points.Select(point => point.X).Should().Equal(0, 240);

    [Fact]
    public void Bound_ThatTheFiguresComeNear_IsDrawnAtItsHeight()
    {
        var line = new GraphLine([At(0, 50)], 0, 100);

        line.HeightOf(100).Should().BeApproximately(GraphLine.Height * 5 / 105, 0.1);
        line.Points[0].Y.Should().BeApproximately(GraphLine.Height * 55 / 105, 0.1);
        line.HeightOf(0).Should().BeNull();
    }

    [Fact]
    public void Bound_FarAboveTheFigures_LeavesThemTheirOwnScale()
    {
        var line = new GraphLine([At(0, 1), At(30, 2)], 4000);

        line.HeightOf(4000).Should().BeNull();
        line.Points[1].Y.Should().BeLessThan(GraphLine.Height / 4);
    }

    [Fact]
    public void Figures_AboveTheirBound_StayInTheGraph() =>
        new GraphLine([At(0, 300)], 100).Points[0].Y.Should().Be(0);

    [Fact]
    public void Gap_BreaksTheLineAndALonePointIsADot() =>
        new GraphLine([At(0, 1), At(30, 1), At(600, 1)]).Stretches.Should().Equal("0,9.6 12,9.6", "240,9.6 240,9.6");

    [Fact]
    public void Line_OfNothing_HasNoStretch() => new GraphLine([], 5).Stretches.Should().BeEmpty();

    private static (DateTimeOffset, double) At(int seconds, double value) => (Start.AddSeconds(seconds), value);
}
