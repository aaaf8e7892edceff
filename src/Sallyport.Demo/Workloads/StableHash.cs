namespace Sallyport.Demo.Workloads;

/// <summary>A hash that is the same in every process (FNV-1a), for all that looks random but shall not change.</summary>
internal static class StableHash
{
    public static uint Of(ReadOnlySpan<char> text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        hash ^= hash >> 15;
        hash *= 0x85ebca6b;
        return hash ^ (hash >> 13);
    }
}
