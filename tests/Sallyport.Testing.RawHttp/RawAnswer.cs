namespace Sallyport.Testing.RawHttp;

/// <summary>An HTTP/1.1 answer as it stood on the wire.</summary>
public sealed record RawAnswer(int Status, string Head, string Body);
