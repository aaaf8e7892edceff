namespace Sallyport.Cli.Api;

/// <summary>An error as RFC 9457 problem details.</summary>
internal sealed record Problem(string? Title, string? Detail, Dictionary<string, string[]>? Errors, DocumentProblem[]? Problems = null);
