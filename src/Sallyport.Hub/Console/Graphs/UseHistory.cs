using Sallyport.Hub.Console.Feeds.Metrics;

namespace Sallyport.Hub.Console.Graphs;

/// <summary>What a page has seen an object use, since a cluster keeps no more than the latest figures.</summary>
internal sealed class UseHistory
{
    /// <summary>How many figures are kept of each part: two hours of them.</summary>
    public const int Most = 240;

    /// <summary>Of how many parts: more containers than any pod of use has.</summary>
    public const int MostParts = 50;

    private readonly Dictionary<string, List<UseSample>> _samples = new(StringComparer.Ordinal);

    /// <summary>What is known of a part, the oldest first.</summary>
    public IReadOnlyList<UseSample> Of(string part) => _samples.TryGetValue(part, out var samples) ? samples : [];

    /// <summary>Adds what was measured; what was measured at a time that is known already adds nothing.</summary>
    public void Add(IEnumerable<UsePart> parts)
    {
        foreach (var part in parts)
        {
            if (part is not { Now: { } now, At: { } at } || (!_samples.ContainsKey(part.Name) && _samples.Count == MostParts))
            {
                continue;
            }

            if (!_samples.TryGetValue(part.Name, out var samples))
            {
                _samples[part.Name] = samples = [];
            }

            if (samples.Count == 0 || samples[^1].At < at)
            {
                samples.Add(new UseSample(at, now));
                samples.RemoveRange(0, Math.Max(0, samples.Count - Most));
            }
        }
    }

    /// <summary>Forgets it all: one may no longer see it.</summary>
    public void Clear() => _samples.Clear();
}

/// <summary>What was used at a moment.</summary>
internal readonly record struct UseSample(DateTimeOffset At, Usage Used);
