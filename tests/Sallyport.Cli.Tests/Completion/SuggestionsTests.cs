using Sallyport.Cli.Completion;

namespace Sallyport.Cli.Tests.Completion;

public sealed class SuggestionsTests
{
    /// <summary>The words up to the cursor, separated by bars; what must be and what must not be suggested.</summary>
    public static TheoryData<string, string[], string[]> Lines => new()
    {
        { "", ["login", "kubeconfig", "clusters"], ["--help", "__complete"] },
        { "clusters|__empty", ["add"], ["login"] },
        { "cl", ["clusters"], ["login"] },
        { "clusters|", ["add", "list", "remove"], ["login"] },
        { "clusters|list|-", ["--output", "-o", "--profile", "--help"], ["--merge", "-?"] },
        { "clusters|list|-o|", ["json", "table", "yaml"], ["list"] },
        { "settings|set|", ["ask-text", "port-forward", "secrets", "shell"], [] },
        { "settings|set|se", ["secrets"], ["shell"] },
        { "kubeconfig|--", ["--cluster", "--merge", "--namespace", "--write"], ["merge"] },
        { "kubeconfig|--exec-api-version|", ["v1", "v1beta1"], [] },
        { "can-i|", ["deletecollection", "get", "watch"], [] },
        { "completion|", ["bash", "fish", "kubectl", "powershell", "zsh"], [] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void For_WordsUpToTheCursor_SuggestsHowTheyGoOn(string words, string[] suggested, string[] not)
    {
        var suggestions = Suggestions.For(words.Split('|')).ToArray();

        suggestions.Should().Contain(suggested).And.NotIntersectWith([.. not, ""]);
    }
}
