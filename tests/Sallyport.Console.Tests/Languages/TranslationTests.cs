using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Sallyport.Hub.Console.Doors;

namespace Sallyport.Console.Tests.Languages;

/// <summary>The console can be translated: whoever does has all its sentences in one file, and no page says one that is not in it.</summary>
public sealed partial class TranslationTests
{
    [Fact]
    public void Catalogue_HasEverySentenceOfTheConsole()
    {
        var sentences = Sources().SelectMany(file => SentenceScanner.Find(File.ReadAllText(file))).ToHashSet(StringComparer.Ordinal);
        sentences.GroupBy(sentence => sentence, StringComparer.OrdinalIgnoreCase).Where(alike => alike.Count() > 1).Should()
            .BeEmpty("a resource file cannot tell names that differ in case alone");
        var path = Path.Combine(Folder(), "Words.resx");
        var written = Written(sentences.Order(StringComparer.Ordinal));
        if (Environment.GetEnvironmentVariable("SALLYPORT_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.ReadAllText(path).Should().Be(written, "Words.resx lists the console's sentences: run this test with SALLYPORT_UPDATE_GOLDEN=1 and commit what it writes");
    }

    [Fact]
    public void Markup_SaysNothingThatIsNotInTheCatalogue()
    {
        var loose = Sources().Where(file => file.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => Loose(File.ReadAllText(file)).Select(text => $"{Path.GetRelativePath(Folder(), file)}: {text}"));

        loose.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""<p class="a">@T["Some text"]</p>""", "")]
    [InlineData("<p>Some text</p>", "Some text")]
    [InlineData("""<input aria-label="Some text" />""", "Some text")]
    public void LooseText_IsFound(string markup, string found) => string.Join('|', Loose(markup)).Should().Be(found);

    [Theory]
    [InlineData("""<p>@T["One {0}", T["two"]]</p>""", "One {0}|two")]
    [InlineData("""T[count == 1 ? "{0} pod" : "{0} pods", count]""", "{0} pod|{0} pods")]
    [InlineData("""T[word == "x" ? "is" : "is not"]""", "is|is not")]
    [InlineData("""words["Say \"{0}\"", name]""", "Say \"{0}\"")]
    [InlineData("""new("a", Phrase("Hidden"), b)""", "Hidden")]
    [InlineData("""T[Name(of: "no")] LIST["no"]""", "")]
    public void Sentences_AreFoundWhereTheyStand(string source, string found) => string.Join('|', SentenceScanner.Find(source)).Should().Be(found);

    [Theory]
    [InlineData("de-AT, de;q=0.9, en;q=0.5", "de")]
    [InlineData("fr, de;q=0.4", "de")]
    [InlineData("pt-BR, pt;q=0.9", "pt-BR")]
    [InlineData("pt, fr", "en")]
    [InlineData("en-GB, de;q=0.4", "en")]
    [InlineData("de;q=0, fr", "en")]
    [InlineData("no-such-language-at-all, DE", "de")]
    [InlineData("*", "en")]
    [InlineData("", "en")]
    public void Visitor_HearsTheFirstLanguageTheyAskForThatThereIs(string asked, string heard)
    {
        var headers = new RequestHeaders(new HeaderDictionary { ["Accept-Language"] = asked });

        new Language(["de", "pt-BR"]).Of(headers).Should().Be(heard);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("a-")]
    public void LanguageOfEndlessParts_IsNone(string part)
    {
        var headers = new RequestHeaders(new HeaderDictionary { ["Accept-Language"] = string.Concat(Enumerable.Repeat(part, 1 << 20)) + "a" });

        new Language(["de"]).Of(headers).Should().Be("en");
    }

    [Fact]
    public void Visitor_HearsEnglish_WhileNothingIsTranslated() =>
        Language.OfThisBuild().Of(new RequestHeaders(new HeaderDictionary { ["Accept-Language"] = "fr-CA, fr;q=0.9" })).Should().Be("en");

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sallyport.slnx")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "src", "Sallyport.Hub", "Console");
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Folder(), "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".razor" or ".cs");

    private static IEnumerable<string> Loose(string razor)
    {
        var markup = Comment().Replace(razor.Split("\n@code")[0], "");
        return Text().Matches(markup).Concat(Spoken().Matches(markup)).Select(match => match.Groups[1].Value.Trim()).Where(text => text is not "Sallyport");
    }

    private static string Written(IEnumerable<string> sentences)
    {
        var document = new XElement(
            "root",
            Header("resmimetype", "text/microsoft-resx"),
            Header("version", "2.0"),
            Header("reader", "System.Resources.ResXResourceReader, System.Windows.Forms"),
            Header("writer", "System.Resources.ResXResourceWriter, System.Windows.Forms"),
            sentences.Select(sentence => new XElement(
                "data", new XAttribute("name", sentence), new XAttribute(XNamespace.Xml + "space", "preserve"), new XElement("value", sentence))));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + document + "\n";
    }

    private static XElement Header(string name, string value) => new("resheader", new XAttribute("name", name), new XElement("value", value));

    /// <summary>Words between two tags: code has braces, signs or an end of line by them.</summary>
    [GeneratedRegex("""<\w[^<>@]*>\s*([^<>{}@();=&]*\p{L}{3,}[^<>{}@();=&]*)<""")]
    private static partial Regex Text();

    [GeneratedRegex("(?:aria-label|title|alt|Heading|Label|Title)=\"([^\"@]*\\p{L}{3,}[^\"@]*)\"")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
