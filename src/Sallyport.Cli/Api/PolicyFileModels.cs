using System.Text.Json.Nodes;

namespace Sallyport.Cli.Api;

/// <summary>Policy files for the hub.</summary>
internal sealed record PolicyRequest(JsonObject[] Documents, string? Owner = null, bool Prune = false, bool Adopt = false, bool? DryRun = null);

/// <summary>What policy files made of the policy, or would.</summary>
internal sealed record PolicyApplied(long Version, int Created, int Changed, int Deleted, int Unchanged, AppliedObject[] Changes);

/// <summary>What becomes of an object: <c>created</c>, <c>changed</c>, <c>deleted</c> or <c>unchanged</c>.</summary>
internal sealed record AppliedObject(string Kind, string Name, string Action, int? Document, bool? Adopted, JsonObject? Before, JsonObject? After);

/// <summary>The policy as documents.</summary>
internal sealed record PolicyExport(long Version, ExportedDocument[] Documents, string[]? Unreadable);

internal sealed record ExportedDocument(string? Owner, JsonObject Document);

/// <summary>A mistake in a document that was sent: which of them, and a JSON pointer into it.</summary>
internal sealed record DocumentProblem(int? Document, string Pointer, string Message);
