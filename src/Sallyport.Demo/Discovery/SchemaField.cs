namespace Sallyport.Demo.Discovery;

/// <summary>One field of a kind's schema: <c>containers []Container!</c> with what it is for.</summary>
internal sealed record SchemaField(string Name, string Type, bool Required, string Description)
{
    public bool IsList => Type.StartsWith("[]", StringComparison.Ordinal);

    public bool IsMap => Type.StartsWith("map[", StringComparison.Ordinal);

    /// <summary>The type without list or map around it.</summary>
    public string Element => IsList ? Type[2..] : IsMap ? Type[4..^1] : Type;
}

/// <summary>A named type of the schemas.</summary>
internal sealed record SchemaType(string Name, string Description, IReadOnlyList<SchemaField> Fields);
