namespace Sallyport.Access.Requests;

/// <summary>Understands a request line exactly as kube-apiserver does, or refuses it.</summary>
public static class RequestParser
{
    /// <summary>Parses a method and a raw, origin-form request target as it stood on the wire.</summary>
    public static ParsedRequest Parse(string method, string rawTarget) => throw new NotSupportedException();
}
