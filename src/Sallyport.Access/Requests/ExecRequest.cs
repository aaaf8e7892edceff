using System.Collections.Immutable;

namespace Sallyport.Access.Requests;

/// <summary>What an exec runs, as kube-apiserver reads it from the query.</summary>
/// <param name="Command">The argument vector: every <c>command</c> value, decoded, in its order.</param>
/// <param name="Stdin">Whether the command is given input.</param>
/// <param name="Tty">Whether it is given a terminal.</param>
public sealed record ExecRequest(ImmutableArray<string> Command, bool Stdin, bool Tty)
{
    internal static ExecRequest From(QueryParameter[] query) => new(
        [.. query.Where(parameter => parameter.Key == "command").Select(parameter => parameter.Value)],
        IsAsked(query, "stdin"),
        IsAsked(query, "tty"));

    /// <summary>kube-apiserver takes anything for true but an absent value and "false"; versions differ in what else is false.</summary>
    private static bool IsAsked(QueryParameter[] query, string key) =>
        query.Any(parameter => parameter.Key == key && parameter.Value != "false");
}
