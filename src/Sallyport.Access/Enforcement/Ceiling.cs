namespace Sallyport.Access.Enforcement;

/// <summary>The most a cluster's owner lets any hub have there, chosen when the agent is installed.</summary>
/// <param name="Level">admin, namespaced or read-only.</param>
/// <param name="Secrets">Whether Secrets may be read below <see cref="CeilingLevel.Admin"/>.</param>
/// <param name="Shell">Whether shells may be opened below <see cref="CeilingLevel.Admin"/>.</param>
/// <param name="PortForward">Whether ports may be forwarded below <see cref="CeilingLevel.Admin"/>.</param>
public sealed record Ceiling(CeilingLevel Level, bool Secrets = false, bool Shell = false, bool PortForward = false)
{
    /// <summary>All that the built-in roles can grant.</summary>
    public static Ceiling Admin { get; } = new(CeilingLevel.Admin, true, true, true);

    /// <summary>Reads <c>admin</c>, <c>namespaced</c> or <c>read-only</c> with <c>+secrets</c>, <c>+shell</c>, <c>+port-forward</c>.</summary>
    /// <exception cref="FormatException">The text is none of them; the message says what is allowed.</exception>
    public static Ceiling Parse(string text) => throw new NotSupportedException();

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => throw new NotSupportedException();

    /// <summary>Whether a decided request stays below the ceiling.</summary>
    public bool Allows(Requests.KubernetesRequest request) => throw new NotSupportedException();
}

/// <summary>How high a ceiling is before the capabilities named beside it.</summary>
public enum CeilingLevel
{
    /// <summary>Reads alone.</summary>
    ReadOnly,

    /// <summary>Reads, and writes of namespaced objects other than RBAC.</summary>
    Namespaced,

    /// <summary>All that the built-in roles can grant.</summary>
    Admin,
}
