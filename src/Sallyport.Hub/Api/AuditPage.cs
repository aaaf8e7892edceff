using System.Text.Json.Nodes;

namespace Sallyport.Hub.Api;

/// <summary>Some of the audit.</summary>
/// <param name="Events">Decisions and ends, oldest first; an end has what its decision says of the request.</param>
/// <param name="Next">What to ask for after; left out as long as there is nothing.</param>
internal sealed record AuditPage(IReadOnlyList<JsonNode> Events, long? Next);
