namespace Sallyport.Demo.Discovery;

/// <summary>One field of a kind's schema.</summary>
internal sealed record SchemaField(string Name, string Type, bool Required, int Number, string Description)
{
    public bool IsList => Type.StartsWith("[]", StringComparison.Ordinal);

    public bool IsMap => Type.StartsWith("map[", StringComparison.Ordinal);

    /// <summary>Whether the fields of its type stand in its place, which JSON does where protobuf nests.</summary>
    public bool IsInline => Type.StartsWith('<');

    /// <summary>The type without list or map around it.</summary>
    public string Element => IsList ? Type[2..] : IsMap ? Type[4..^1] : Type.TrimStart('<');
}

/// <summary>A named type of the schemas: its fields as JSON has them, and as protobuf has them.</summary>
internal sealed record SchemaType(string Name, string Description, IReadOnlyList<SchemaField> Encoded)
{
    private List<SchemaField>? _fields;

    public IReadOnlyList<SchemaField> Fields => _fields ??=
        [.. Encoded.SelectMany(part => part.IsInline ? SchemaCatalog.Types[part.Element].Fields : [part])];
}
