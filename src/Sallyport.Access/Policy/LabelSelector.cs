using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>
/// A Kubernetes label selector: <c>key</c>, <c>!key</c>, <c>key=value</c>, <c>key!=value</c>, <c>key in (a,b)</c> and
/// <c>key notin (a,b)</c>, joined by commas. As in Kubernetes, <c>!=</c> and <c>notin</c> also hold where the key is absent.
/// </summary>
public sealed class LabelSelector
{
    private readonly ImmutableArray<LabelRequirement> _requirements;

    private LabelSelector(ImmutableArray<LabelRequirement> requirements) => _requirements = requirements;

    /// <summary>Reads a selector; false with a sentence when it is not one.</summary>
    public static bool TryParse(string text, out LabelSelector selector, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parsed = new LabelSelectorReader(text).Read(out problem);
        selector = new LabelSelector(parsed);
        return problem.Length == 0;
    }

    /// <summary>Whether whatever meets this one meets the other as well; false also where that takes more than comparing requirements.</summary>
    public bool Implies(LabelSelector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other._requirements.All(wanted => _requirements.Any(own => own.Implies(wanted)));
    }

    /// <summary>Whether the labels meet every requirement.</summary>
    public bool Matches(FrozenDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        foreach (var requirement in _requirements)
        {
            if (!requirement.Holds(labels))
            {
                return false;
            }
        }

        return true;
    }
}

internal enum LabelOperator
{
    Exists,
    NotExists,
    In,
    NotIn,
}

internal readonly record struct LabelRequirement(string Key, LabelOperator Operator, ImmutableArray<string> Values)
{
    public bool Implies(LabelRequirement other) => Key == other.Key && (Operator, other.Operator) switch
    {
        (LabelOperator.In, LabelOperator.In) => Values.All(other.Values.Contains),
        (LabelOperator.NotIn, LabelOperator.NotIn) => other.Values.All(Values.Contains),
        (LabelOperator.In, LabelOperator.Exists) => true,
        var (own, wanted) => own == wanted && own is LabelOperator.Exists or LabelOperator.NotExists,
    };

    public bool Holds(FrozenDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.Exists => present,
            LabelOperator.NotExists => !present,
            LabelOperator.In => present && Values.Contains(value!),
            _ => !present || !Values.Contains(value!),
        };
    }
}
