namespace Sallyport.Hub.Console;

/// <summary>
/// The console's sentences: what stands in the code is the English one, and the name of its translation, which a resource
/// file of this type's name and a language has, such as <c>Words.de.resx</c>.
/// </summary>
public sealed class Words;
