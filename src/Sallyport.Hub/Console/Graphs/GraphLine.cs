namespace Sallyport.Hub.Console.Graphs;

/// <summary>Where the figures of a graph stand in it.</summary>
internal sealed class GraphLine
{
    public const double Width = 240;
    public const double Height = 48;

    // Less than a tenth of a bound would be a line on the floor: then the figures themselves make the scale, and the bound is told in words.
    private const double LeastOfBound = 0.1;
    private const double Air = 1.25;
    private static readonly TimeSpan LeastSpan = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(2);

    private readonly double _top;

    /// <param name="values">The figures by their time, the oldest first.</param>
    /// <param name="bounds">What they are measured against; 0 for none.</param>
    public GraphLine(IReadOnlyList<(DateTimeOffset At, double Value)> values, params ReadOnlySpan<double> bounds)
    {
        var highest = values.Count == 0 ? 0 : values.Max(one => one.Value);
        var bound = 0.0;
        foreach (var one in bounds)
        {
            bound = Math.Max(bound, one);
        }

        _top = bound > 0 && highest >= bound * LeastOfBound ? Math.Max(bound * 1.05, highest) : highest > 0 ? highest * Air : 1;
        Points = [.. values.Select(one => new GraphPoint(one.At, one.Value, X(values, one.At), Y(one.Value)))];
    }

    /// <summary>The figures with their places.</summary>
    public IReadOnlyList<GraphPoint> Points { get; }

    /// <summary>The stretches without a gap, as a polyline's points.</summary>
    public IEnumerable<string> Stretches
    {
        get
        {
            var begin = 0;
            for (var i = 1; i <= Points.Count; i++)
            {
                if (i == Points.Count || Points[i].At - Points[i - 1].At > Gap)
                {
                    var stretch = Points.Skip(begin).Take(i - begin).Select(point => point.Place);
                    // A point alone is drawn as a line of no length, whose round ends make it a dot.
                    yield return string.Join(' ', i - begin == 1 ? [Points[begin].Place, Points[begin].Place] : stretch);
                    begin = i;
                }
            }
        }
    }

    /// <summary>The height of a bound; null where it is none or beyond the graph.</summary>
    public double? HeightOf(double bound) => bound > 0 && bound <= _top ? Y(bound) : null;

    private double Y(double value) => Math.Round(Height - (value / _top * Height), 1);

    private static double X(IReadOnlyList<(DateTimeOffset At, double Value)> values, DateTimeOffset at)
    {
        var span = values[^1].At - values[0].At;
        return Math.Round(Width - ((values[^1].At - at) / (span > LeastSpan ? span : LeastSpan) * Width), 1);
    }
}

/// <summary>One figure in a graph.</summary>
/// <param name="At">When it was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="X">How far to the right.</param>
/// <param name="Y">How far down.</param>
internal readonly record struct GraphPoint(DateTimeOffset At, double Value, double X, double Y)
{
    public string Place => FormattableString.Invariant($"{X},{Y}");
}
