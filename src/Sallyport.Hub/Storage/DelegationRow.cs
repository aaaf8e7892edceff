using Sallyport.Access.Policy;

namespace Sallyport.Hub.Storage;

/// <summary>What an Organization Admin lets somebody else relax.</summary>
internal sealed class DelegationRow : IOwned
{
    public Guid Id { get; set; }

    /// <summary>What files call it; null when nothing does.</summary>
    public string? Name { get; set; }

    public string Owner { get; set; } = "";

    public SubjectKind SubjectKind { get; set; }

    public required string SubjectName { get; set; }

    public required string Scope { get; set; }

    /// <summary>Capabilities with their most open levels, as JSON: they are only ever read whole.</summary>
    public required string Capabilities { get; set; }

    public string Reason { get; set; } = "";

    public required string MadeBy { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset? Expires { get; set; }
}
