namespace Sallyport.Access.Authority;

/// <summary>What gives somebody a right to a change.</summary>
public enum AuthorityBasis
{
    /// <summary>Nothing: the change is refused.</summary>
    None,

    /// <summary>They administer the organization.</summary>
    Organization,

    /// <summary>They administer a project that holds it.</summary>
    Project,

    /// <summary>An Organization Admin delegated it to them.</summary>
    Delegation,
}

/// <summary>The answer to whether somebody may make a change.</summary>
/// <param name="Basis">By what right.</param>
/// <param name="Under">The project's name or the delegation's id; empty for the others.</param>
/// <param name="Words">Why, or why not and whom to ask: a sentence for the person who asked, and for the audit.</param>
public sealed record AuthorityAnswer(AuthorityBasis Basis, string Under, string Words)
{
    /// <summary>Whether the change may be made.</summary>
    public bool Allowed => Basis != AuthorityBasis.None;
}
