namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>One term of a filter as it was written.</summary>
/// <param name="Negated">Whether it began with a minus.</param>
/// <param name="Key">What stands before the operator, in lower case; empty for a bare word.</param>
/// <param name="Operator"><c>:</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>; empty for a bare word.</param>
/// <param name="Value">What is asked for, without quotes.</param>
internal sealed record FilterTerm(bool Negated, string Key, string Operator, string Value)
{
    public string Text => (Negated ? "-" : "") + Key + Operator + Value;

    /// <summary>The whole as one word, for a key that nothing is called: <c>nginx:1.25</c> may be just that.</summary>
    public string AsWord => Key + Operator + Value;
}
