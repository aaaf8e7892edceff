using System.Collections.Concurrent;

namespace Sallyport.Agent.Reconciling;

/// <summary>What a pass has to tell of groups: those that do not work, and those that work but not as far as was wanted.</summary>
internal sealed class PassOutcome
{
    public ConcurrentDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Problems =>
        new SortedDictionary<string, string>(
            Notes.Where(n => !Failures.ContainsKey(n.Key)).Concat(Failures).ToDictionary(StringComparer.Ordinal),
            StringComparer.Ordinal);

    public void Fail(IEnumerable<string> groups, string problem)
    {
        foreach (var group in groups)
        {
            Failures[group] = problem;
        }
    }

    public void Note(IEnumerable<string> groups, string problem)
    {
        foreach (var group in groups)
        {
            Notes[group] = problem;
        }
    }
}
