using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sallyport.Hub.Storage;

/// <summary>
/// An enumeration kept by its words. A word that is none of them becomes a value that is none of them: whoever reads the row decides what that
/// closes, where a failure would keep all other rows from being read too.
/// </summary>
internal sealed class KnownWord<T>() : ValueConverter<T, string>(value => value.ToString(), text => Read(text))
    where T : struct, Enum
{
    private static T Read(string text) => Enum.GetNames<T>().Contains(text, StringComparer.Ordinal) ? Enum.Parse<T>(text) : (T)Enum.ToObject(typeof(T), -1);
}
