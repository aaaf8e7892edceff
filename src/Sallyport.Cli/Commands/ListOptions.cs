using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>What every command that lists takes: which items, how many, and how they are printed.</summary>
internal sealed class ListOptions
{
    private const int Page = 500;

    private readonly Option<string?> _search = new("--search") { Description = "only what has this text in its name or in whatever else it is known by", HelpName = "TEXT" };
    private readonly Option<int?> _limit = new("--limit") { Description = "no more than so many", HelpName = "NUMBER" };
    private readonly Option<OutputFormat> _output = OutputOption.Create();
    private readonly (string Key, Option<string?> Option)[] _filters;

    /// <param name="command">The command that lists.</param>
    /// <param name="filters">Further options and the query's key that each of them is.</param>
    public ListOptions(Command command, params (string Key, Option<string?> Option)[] filters)
    {
        _filters = filters;
        _limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--limit is a number from 1 on.");
            }
        });
        foreach (var option in filters.Select(filter => (Option)filter.Option).Append(_search).Append(_limit).Append(_output))
        {
            command.Add(option);
        }
    }

    /// <summary>Asks for the list and prints it.</summary>
    public Task PrintAsync<T>(
        ParseResult parsed, ApiClient api, string path, JsonTypeInfo<T[]> type, TextWriter to, string whenEmpty, string[] headers, Func<T, string[]> row, CancellationToken cancellation)
    {
        var search = parsed.GetValue(_search);
        var filtered = search is not null || _filters.Any(filter => parsed.GetValue(filter.Option) is not null);
        return ListPrinter.PrintAsync(
            api.PagesAsync(path + Query(parsed, search), type, cancellation),
            parsed.GetValue(_limit),
            parsed.GetValue(_output),
            to,
            filtered ? "There is none like that." : whenEmpty,
            headers,
            row);
    }

    private string Query(ParseResult parsed, string? search)
    {
        var limit = Math.Min(parsed.GetValue(_limit) ?? Page, Page).ToString(CultureInfo.InvariantCulture);
        var asked = new List<(string Key, string? Value)> { ("limit", limit), ("search", search) };
        asked.AddRange(_filters.Select(filter => (filter.Key, parsed.GetValue(filter.Option))));
        return "?" + string.Join('&', asked.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}"));
    }
}
