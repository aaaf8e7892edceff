namespace Sallyport.Hub.Console;

/// <summary>
/// The console's sentences: what stands in the code is the English one, and the name of its translation, which a resource
/// file of this type's name and a language has, such as <c>Words.de.resx</c>. <c>Words.resx</c> lists them all.
/// </summary>
public sealed class Words
{
    /// <summary>Marks a sentence that stands in a table, and is looked up where it is shown, as one to be translated.</summary>
    public static string Phrase(string english) => english;
}
