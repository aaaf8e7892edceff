namespace Sallyport.Access.Requests;

/// <summary>One decoded key and value of a request's query.</summary>
/// <param name="Key">The key, case-sensitive.</param>
/// <param name="Value">The decoded value.</param>
public readonly record struct QueryParameter(string Key, string Value);
