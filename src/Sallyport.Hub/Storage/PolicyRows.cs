using Sallyport.Access.Policy;

namespace Sallyport.Hub.Storage;

/// <summary>A part of the policy that a set of files may keep: then nothing else changes it.</summary>
internal interface IOwned
{
    /// <summary>Whose files keep it; empty when it is changed by hand.</summary>
    string Owner { get; set; }
}

/// <summary>A project; what it holds is JSON, since it is only ever read whole.</summary>
internal sealed class ProjectRow : IOwned
{
    public required string Name { get; set; }

    public string Owner { get; set; } = "";

    public string Title { get; set; } = "";

    public required string Scopes { get; set; }
}

/// <summary>A custom role.</summary>
internal sealed class RoleRow : IOwned
{
    public required string Name { get; set; }

    public string Owner { get; set; } = "";

    public required string Title { get; set; }

    public bool ReadOnly { get; set; }

    public int Version { get; set; } = 1;

    public required string Rules { get; set; }

    public string ClusterRules { get; set; } = "[]";

    public string WholeClusterRules { get; set; } = "[]";

    public bool AdministersOrganization { get; set; }

    public bool AdministersProjects { get; set; }
}

/// <summary>A role assignment.</summary>
internal sealed class AssignmentRow : IOwned
{
    public Guid Id { get; set; }

    /// <summary>What files call it; null when nothing does.</summary>
    public string? Name { get; set; }

    public string Owner { get; set; } = "";

    public required string Role { get; set; }

    public SubjectKind SubjectKind { get; set; }

    public required string SubjectName { get; set; }

    public required string Scope { get; set; }

    public DateTimeOffset? Expires { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>An access setting.</summary>
internal sealed class SettingRow : IOwned
{
    public Guid Id { get; set; }

    /// <summary>What files call it; null when nothing does.</summary>
    public string? Name { get; set; }

    public string Owner { get; set; } = "";

    public Capability Capability { get; set; }

    public SettingLevel Level { get; set; }

    /// <summary>The listed commands, as JSON: they are only ever read whole.</summary>
    public string Commands { get; set; } = "[]";

    public required string Place { get; set; }

    public SubjectKind SubjectKind { get; set; }

    public string SubjectName { get; set; } = "";

    public bool Locked { get; set; }

    public string Reason { get; set; } = "";

    public required string SetBy { get; set; }

    public DateTimeOffset SetAt { get; set; }

    public DateTimeOffset? Expires { get; set; }

    /// <summary>The project whose admins made it, to tighten; empty for everybody else's.</summary>
    public string TightenedBy { get; set; } = "";

    /// <summary>The delegation that it was made under; null for none.</summary>
    public Guid? Delegation { get; set; }
}

/// <summary>A guardrail.</summary>
internal sealed class GuardrailRow : IOwned
{
    public required string Name { get; set; }

    public string Owner { get; set; } = "";

    public required string Place { get; set; }

    public required string Rules { get; set; }

    public string Except { get; set; } = "[]";
}

/// <summary>A group whose members, as far as no provider names them, files keep. Others have no row.</summary>
internal sealed class GroupRow : IOwned
{
    public required string Name { get; set; }

    public string Owner { get; set; } = "";
}
