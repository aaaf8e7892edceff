namespace Sallyport.Cli.Api;

/// <summary>On what a change depends: <c>If-Match</c> or <c>If-None-Match</c>, and the tag.</summary>
internal sealed record Condition(string Header, string Tag);
