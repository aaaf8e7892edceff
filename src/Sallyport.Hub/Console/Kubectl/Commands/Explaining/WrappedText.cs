namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Text in lines of a width, its own paragraphs kept.</summary>
internal static class WrappedText
{
    public static IEnumerable<string> Of(string text, int width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = "";
                }

                line = line.Length == 0 ? word : $"{line} {word}";
            }

            yield return line;
        }
    }
}
