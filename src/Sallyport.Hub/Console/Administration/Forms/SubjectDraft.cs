namespace Sallyport.Hub.Console.Administration.Forms;

/// <summary>A user or a group as somebody types it.</summary>
public sealed class SubjectDraft
{
    /// <summary>Whether it is a group.</summary>
    public bool IsGroup { get; set; }

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it says who.</summary>
    public bool IsWhole => Name.Trim().Length > 0;

    /// <summary>The user; null where it is a group.</summary>
    public string? User => IsGroup ? null : Name.Trim();

    /// <summary>The group; null where it is a user.</summary>
    public string? Group => IsGroup ? Name.Trim() : null;
}
