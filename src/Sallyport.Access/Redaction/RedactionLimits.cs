namespace Sallyport.Access.Redaction;

/// <summary>How much of an answer is looked at before it is refused. All of it lies above what kube-apiserver can send.</summary>
internal static class RedactionLimits
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int Depth = 128;

    /// <summary>The length of one object in bytes, all that is left out included; a Secret's values are at most 1 MiB.</summary>
    public const int ObjectLength = 16 * 1024 * 1024;

    /// <summary>The bytes kept of one object: as many as kube-apiserver takes for a whole one.</summary>
    public const int KeptLength = 3 * 1024 * 1024;

    /// <summary>The length of one text that is kept, names included.</summary>
    public const int TextLength = 256 * 1024;

    /// <summary>The length of a number or a literal.</summary>
    public const int BareLength = 64;

    /// <summary>The columns of a table.</summary>
    public const int Columns = 64;
}
