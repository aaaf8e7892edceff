using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Audit events as they are shown: with their sequence number, and an end with what its decision said of the request.</summary>
internal sealed class AuditPages(IDbContextFactory<SallyportDbContext> store)
{
    /// <summary>What is the decision's own and not the request's.</summary>
    private static readonly HashSet<string> DecisionAlone = new(StringComparer.Ordinal) { "event", "time", "allowed", "by", "reason" };

    public async Task<IReadOnlyList<JsonNode>> ShowAsync(IReadOnlyList<AuditEventRow> events, CancellationToken cancellationToken)
    {
        var decisions = await DecisionsAsync(events, cancellationToken);
        return [.. events.Select(e => Show(e, e.Kind == AuditEventKind.End ? decisions.GetValueOrDefault(e.EventId) : null))];
    }

    private async Task<Dictionary<Guid, string>> DecisionsAsync(IReadOnlyList<AuditEventRow> events, CancellationToken cancellationToken)
    {
        var ids = events.Where(e => e.Kind == AuditEventKind.End).Select(e => e.EventId).ToArray();
        if (ids.Length == 0)
        {
            return [];
        }

        await using var database = await store.CreateDbContextAsync(cancellationToken);
        return await database.AuditEvents.AsNoTracking()
            .Where(e => e.Kind == AuditEventKind.Decision && ids.Contains(e.EventId))
            .ToDictionaryAsync(e => e.EventId, e => e.Json, cancellationToken);
    }

    private static JsonObject Show(AuditEventRow e, string? decision)
    {
        var shown = new JsonObject { ["sequence"] = e.Sequence };
        foreach (var (name, value) in JsonNode.Parse(e.Json)!.AsObject())
        {
            shown[name] = value?.DeepClone();
        }

        if (decision is not null)
        {
            foreach (var (name, value) in JsonNode.Parse(decision)!.AsObject().Where(member => !DecisionAlone.Contains(member.Key)))
            {
                shown.TryAdd(name, value?.DeepClone());
            }
        }

        return shown;
    }
}
