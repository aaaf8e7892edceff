namespace Sallyport.Access.Requests;

/// <summary>How much of a request line is read at all; what is larger is refused before anything is understood.</summary>
public static class RequestLimits
{
    /// <summary>The longest request target, as it arrives and as it is rebuilt, in characters.</summary>
    public const int MaxTargetLength = 32 * 1024;

    /// <summary>The longest that all header lines of a request are together, in characters.</summary>
    public const int MaxHeadersLength = 64 * 1024;

    /// <summary>The most segments that a path has, proxy suffixes included.</summary>
    public const int MaxSegments = 64;

    /// <summary>The most parameters that a query has; <c>command</c> repeats once for each argument.</summary>
    public const int MaxParameters = 512;
}
