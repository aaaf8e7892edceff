namespace Sallyport.Hub.Limits;

/// <summary>What the <c>Retry-After</c> header says.</summary>
internal static class RetryAfter
{
    /// <summary>Whole seconds, at least one.</summary>
    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
