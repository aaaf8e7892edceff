namespace Sallyport.Access.Policy;

/// <summary>A sensitive power that a rule alone does not give to a read-only role.</summary>
public enum Capability
{
    /// <summary>No capability is needed.</summary>
    None,

    /// <summary>Reading Secrets, or any answer that carries a Secret's data.</summary>
    Secrets,

    /// <summary>exec, attach and ephemeral containers.</summary>
    Shell,

    /// <summary>pods/portforward.</summary>
    PortForward,
}
