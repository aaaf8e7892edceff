using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>
/// Long lists by pages: each page comes from the collection as it was at the first one. The last few such collections
/// are remembered; a token older than that has expired, as etcd's compaction would have it.
/// </summary>
internal sealed class ContinueTokens
{
    private const int Remembered = 16;
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, Collection Objects, long Version)> _pages = new();

    public string Next(string key, Collection objects, long version, StoredObject last)
    {
        lock (_gate)
        {
            if (!_pages.Any(page => page.Key == key && page.Version == version))
            {
                _pages.AddFirst((key, objects, version));
                if (_pages.Count > Remembered)
                {
                    _pages.RemoveLast();
                }
            }
        }

        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{version}\n{last.Namespace}\n{last.Name}")));
    }

    public (Collection Objects, long Version, string Namespace, string Name) Resume(string key, string token)
    {
        string[] parts;
        try
        {
            parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('\n');
        }
        catch (FormatException)
        {
            throw ApiException.BadRequest("continue key is not valid");
        }

        if (parts.Length != 3 || !long.TryParse(parts[0], out long version))
        {
            throw ApiException.BadRequest("continue key is not valid");
        }

        lock (_gate)
        {
            foreach ((string pageKey, Collection objects, long pageVersion) in _pages)
            {
                if (pageKey == key && pageVersion == version)
                {
                    return (objects, version, parts[1], parts[2]);
                }
            }
        }

        throw ApiException.Expired("The provided continue parameter is too old to display a consistent list result. " +
            "You can start a new list without the continue parameter.");
    }
}
