namespace Sallyport.Access.Policy;

/// <summary>How far an access setting opens a capability, from strict to wide.</summary>
public enum SettingLevel
{
    /// <summary>Nothing of it: Secrets are hidden, shells and port-forwards blocked.</summary>
    Closed,

    /// <summary>A part of it: of Secrets the keys only, of shells the listed commands. Port-forward has no such level.</summary>
    Limited,

    /// <summary>All of it: Secrets are visible, shells and port-forwards allowed.</summary>
    Open,
}
