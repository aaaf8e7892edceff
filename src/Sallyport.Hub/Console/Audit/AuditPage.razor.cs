using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Entrance;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Audit;

/// <summary>What happened, newest first. The filters stand in the address; what the visitor may read is the API's to say.</summary>
public sealed partial class AuditPage
{
    private const int Portion = 100;
    private const int Most = 1_000;
    private const string FollowKey = "follow";
    private const string Allowed = "allowed";
    private const string Source = "source";
    private const string Since = "since";
    private const string On = "on";

    private static readonly (string Key, string Label, string Hint)[] Texts =
    [
        ("user", Phrase("User"), ""), ("cluster", Phrase("Cluster"), ""), ("namespace", Phrase("Namespace"), ""), ("verb", Phrase("Verb"), "get"), ("resource", Phrase("Resource"), "secrets"),
    ];

    private static readonly (string Key, string Word, TimeSpan Length)[] Spans =
    [
        ("15m", Phrase("15 minutes ago"), TimeSpan.FromMinutes(15)), ("1h", Phrase("An hour ago"), TimeSpan.FromHours(1)),
        ("1d", Phrase("A day ago"), TimeSpan.FromDays(1)), ("7d", Phrase("A week ago"), TimeSpan.FromDays(7)),
    ];

    private IReadOnlyList<AuditEventLine> _events = [];
    private Dictionary<string, string> _typed = [];
    private CancellationTokenSource? _following;
    private int _limit = Portion;
    private bool _reads;

    /// <inheritdoc/>
    protected override string Question => string.Join('\n', Filters.Select(filter => $"{filter.Name}={filter.Value}")) + Address[FollowKey];

    private bool Follows => Address[FollowKey] == On;

    private bool IsFiltered => Filters.Any(filter => !string.IsNullOrEmpty(filter.Value));

    private AuditEventLine? OpenedEvent => _events.FirstOrDefault(line => line.Key == Address[OpenKey]);

    private IEnumerable<(string Name, string? Value)> Filters =>
        Texts.Select(text => text.Key).Concat([Allowed, Source, Since]).Select(key => (key, (string?)Address[key]));

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _reads = Rights.Has(Visitor!.User, ApiAccess.OrganizationReader);
        _typed = Texts.ToDictionary(text => text.Key, text => Address[text.Key], StringComparer.Ordinal);
        var page = await Api.GetAsync<JsonObject>(Path(("limit", Number(_limit))), cancellationToken);
        _events = [.. (page["events"] as JsonArray ?? []).OfType<JsonObject>().Select(json => new AuditEventLine(json))];
        await StopAsync();
        if (Follows)
        {
            _following = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _ = FollowAsync(_events.Count > 0 ? _events[^1].Sequence : 0, _following.Token);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _following?.Dispose();
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private string Path(params (string Name, string? Value)[] more) => PageAddress.Write(
        "/api/v1/audit",
        [
            .. Filters.Where(filter => filter.Name != Since),
            (Since, Spans.FirstOrDefault(span => span.Key == Address[Since]) is { Key: not null } span ? (Time.GetUtcNow() - span.Length).UtcDateTime.ToString("o", CultureInfo.InvariantCulture) : null),
            .. more,
        ]);

    private void Type(string key, ChangeEventArgs e) => _typed[key] = e.Value?.ToString()?.Trim() ?? "";

    private void Apply() => Address.Go(Address.With([.. _typed.Select(pair => (pair.Key, (string?)pair.Value)), (OpenKey, null)]));

    private void Go(string key, ChangeEventArgs e) => Address.Go(Address.With((key, e.Value?.ToString()), (OpenKey, null)));

    private Task MoreAsync()
    {
        _limit = Math.Min(Most, _limit * 3);
        return ReloadAsync();
    }

    private async Task StopAsync()
    {
        if (_following is { } following)
        {
            _following = null;
            await following.CancelAsync();
            following.Dispose();
        }
    }

    /// <summary>Adds what happens until the page goes, its question changes, or the reader may read no longer.</summary>
    private async Task FollowAsync(long after, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Api.OpenAsync(HttpMethod.Get, Path(("after", Number(after)), (FollowKey, "true")), cancellationToken: cancellationToken);
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.Length > 0 && JsonNode.Parse(line) is JsonObject json && json.ContainsKey("sequence"))
                {
                    _events = [.. _events.TakeLast(_limit - 1), new AuditEventLine(json)];
                    await InvokeAsync(StateHasChanged);
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or JsonException or ApiRefusedException)
        {
            // The page asks again when the policy or its question changes.
        }
    }
}
