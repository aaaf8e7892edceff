using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Sallyport.Hub.Api.Paging;

/// <summary>What a caller asks of a list: which items, how many of them, and from where on.</summary>
internal sealed class ListQuery
{
    private const int OrdinaryPage = 100;
    private const int LargestPage = 1_000;
    private const int LongestSearch = 200;
    private static readonly string[] Always = ["limit", "continue", "search"];

    private readonly HttpRequest _request;

    private ListQuery(HttpRequest request) => _request = request;

    /// <summary>The most items that one page has.</summary>
    public int Limit { get; private init; } = OrdinaryPage;

    /// <summary>The key after which the page begins; empty for the first one.</summary>
    public string After { get; private init; } = "";

    /// <summary>What must stand in one of an item's words, in lower case; empty when everything is wanted.</summary>
    public string Search { get; private init; } = "";

    /// <summary>Reads the query of a list that has <paramref name="filters"/> of its own.</summary>
    /// <exception cref="ApiProblemException">The query says something that the list does not know.</exception>
    public static ListQuery Read(ApiCall call, params string[] filters)
    {
        var request = call.Http.Request;
        var validity = new Validity();
        foreach (var (key, values) in request.Query)
        {
            validity.Demand(Always.Concat(filters).Contains(key, StringComparer.Ordinal), $"The query may have {string.Join(", ", Always.Concat(filters))}.");
            validity.Demand(values.Count == 1, "Every key of the query may stand once.");
        }

        var given = (string?)request.Query["limit"];
        var limit = OrdinaryPage;
        validity.Demand(
            given is null || (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= LargestPage),
            $"limit is a number from 1 to {LargestPage}.");
        var after = (string?)request.Query["continue"] is { Length: > 0 } text ? Continuation.Read(text) : "";
        validity.Demand(after is not null, "continue is what the Link of the page before said.");
        var search = (string?)request.Query["search"] ?? "";
        validity.Demand(search.Length <= LongestSearch, $"search has up to {LongestSearch} characters.");
        validity.Throw();
        return new ListQuery(request) { Limit = limit, After = after!, Search = search.ToLowerInvariant() };
    }

    /// <summary>What a filter must be; null when the caller does not say.</summary>
    public string? Filter(string name) => (string?)_request.Query[name] is { Length: > 0 } value ? value : null;

    /// <inheritdoc cref="Filter"/>
    public bool? Flag(string name) => Filter(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw new ApiProblemException(StatusCodes.Status400BadRequest, $"{name} is true or false."),
    };

    /// <inheritdoc cref="Filter"/>
    public T? Choice<T>(string name, params (string Word, T Value)[] choices)
        where T : struct
    {
        if (Filter(name) is not { } asked)
        {
            return null;
        }

        foreach (var (word, value) in choices)
        {
            if (word == asked)
            {
                return value;
            }
        }

        throw new ApiProblemException(StatusCodes.Status400BadRequest, $"{name} is {string.Join(" or ", choices.Select(choice => choice.Word))}.");
    }

    /// <summary>Whether an item is one that the search is for.</summary>
    public bool Finds(params ReadOnlySpan<string?> words)
    {
        if (Search.Length == 0)
        {
            return true;
        }

        foreach (var word in words)
        {
            if (word?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The page of a list that is at hand whole.</summary>
    /// <param name="items">Those that the filters and the search let through, in any order.</param>
    /// <param name="key">An item's place in the order of the list; no two have the same, and none is empty.</param>
    /// <param name="show">How an item is shown.</param>
    public Page Of<T>(IEnumerable<T> items, Func<T, string> key, Func<T, object> show)
    {
        var all = items.Select(item => (Key: key(item), Item: item)).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var rest = all.SkipWhile(pair => string.CompareOrdinal(pair.Key, After) <= 0).Take(Limit + 1).ToList();
        return Of(rest, all.Count, pair => pair.Key, pair => show(pair.Item));
    }

    /// <summary>The page of a list whose store was asked for one item more than the page has.</summary>
    public Page Of<T>(IReadOnlyList<T> oneMore, int total, Func<T, string> key, Func<T, object> show)
    {
        var shown = oneMore.Take(Limit).ToList();
        return new Page([.. shown.Select(show)], total, oneMore.Count > Limit ? Next(key(shown[^1])) : null);
    }

    private string Next(string key)
    {
        var query = _request.Query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
        query["continue"] = Continuation.After(key);
        return QueryHelpers.AddQueryString(_request.PathBase.Add(_request.Path), query);
    }
}
