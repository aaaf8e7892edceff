namespace Sallyport.Hub.Gateway;

/// <summary>Headers as the single lines they came in, since some mean one thing each and must not be joined.</summary>
internal static class HeaderLines
{
    public static IEnumerable<KeyValuePair<string, string>> Of(IHeaderDictionary headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                yield return new KeyValuePair<string, string>(name, value ?? "");
            }
        }
    }
}
