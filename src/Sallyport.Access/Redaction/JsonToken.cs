namespace Sallyport.Access.Redaction;

/// <summary>What a piece of JSON is.</summary>
internal enum JsonToken : byte
{
    /// <summary>None is whole yet: more bytes are needed.</summary>
    None,
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,

    /// <summary>A member's name.</summary>
    Name,
    Text,
    Number,
    True,
    False,
    Null,
}
