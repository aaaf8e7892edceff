namespace Sallyport.Testing.Catalogue;

/// <summary>The rows of the attack catalogue that a test holds. Beside it stand Fact or Theory.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CatalogueRowAttribute(params int[] rows) : Attribute
{
    public IReadOnlyList<int> Rows { get; } = rows;
}

/// <summary>The shared table from which a theory takes its cases, and with it the rows that it holds.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class CatalogueTableAttribute(Type table) : Attribute
{
    public Type Table { get; } = table;
}
