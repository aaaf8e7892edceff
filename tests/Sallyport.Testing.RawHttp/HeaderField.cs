namespace Sallyport.Testing.RawHttp;

/// <summary>A header of HTTP/2, pseudo-headers such as <c>:path</c> among them; each character is one byte on the wire.</summary>
public readonly record struct HeaderField(string Name, string Value);
