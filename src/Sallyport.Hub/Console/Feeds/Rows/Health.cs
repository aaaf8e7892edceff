namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>How an object fares.</summary>
public enum Health
{
    /// <summary>Its kind has no status to speak of.</summary>
    None,

    /// <summary>It has one, and what it means is not known.</summary>
    Unknown,

    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>It is on the way, or not whole.</summary>
    Warning,

    /// <summary>It does not do what it is there for.</summary>
    Failing,
}

/// <summary>How many objects fare how.</summary>
/// <param name="Unknown">Those whose status says nothing known.</param>
/// <param name="Ok">Those as they should be.</param>
/// <param name="Warning">Those on the way, or not whole.</param>
/// <param name="Failing">Those that do not do what they are there for.</param>
public readonly record struct HealthCounts(int Unknown, int Ok, int Warning, int Failing);

/// <summary>How an object fares, in words.</summary>
/// <param name="Health">How.</param>
/// <param name="Words">The field's own words, such as <c>CrashLoopBackOff</c>; empty where its kind has no status.</param>
public readonly record struct RowStatus(Health Health, string Words);
