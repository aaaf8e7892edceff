namespace Sallyport.Hub.Console.Feeds.Objects;

/// <summary>How an object stands to another.</summary>
public enum RelationKind
{
    /// <summary>It owns the object.</summary>
    Owner,

    /// <summary>The object owns it.</summary>
    Child,

    /// <summary>Its selector picks the object, as a service picks pods.</summary>
    SelectedBy,

    /// <summary>The object's selector picks it.</summary>
    Selects,

    /// <summary>The object names it.</summary>
    Names,
}

/// <summary>An object that has to do with another.</summary>
/// <param name="Kind">How it stands to it.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Note">A word more, such as what it is used for; empty for none.</param>
public sealed record Relation(RelationKind Kind, ObjectPlace Place, string Note);
