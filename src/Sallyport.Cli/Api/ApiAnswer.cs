namespace Sallyport.Cli.Api;

/// <summary>An answer, read; and the hub's own JSON of it, which <c>-o json</c> prints.</summary>
internal sealed record ApiAnswer<T>(T Value, string Json);
