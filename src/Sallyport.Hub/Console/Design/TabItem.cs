namespace Sallyport.Hub.Console.Design;

/// <summary>One tab.</summary>
/// <param name="Key">What it is called in the address.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Href">Where it leads.</param>
public sealed record TabItem(string Key, string Name, string Href)
{
    /// <summary>The key that opens it; null for none.</summary>
    public char? Letter { get; init; }

    /// <summary>Whether what is behind it is closed to the visitor; it opens all the same, and says why.</summary>
    public bool Locked { get; init; }
}
