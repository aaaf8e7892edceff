using Sallyport.Hub.Console.Kubectl;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Tests.Console.Kubectl;

/// <summary>What a line may be made of, and what is answered with a sentence because there is no shell and no process.</summary>
public sealed class LineTests
{
    [Theory]
    [InlineData("get pods", "get|pods")]
    [InlineData("  get\tpods  ", "get|pods")]
    [InlineData("get 'a b' \"c d\"", "get|a b|c d")]
    [InlineData("get a\\ b", "get|a b")]
    [InlineData("get ''", "get|")]
    [InlineData("a'b'\"c\"d", "abcd")]
    [InlineData("get \"a\\\"b\\\\c\"", "get|a\"b\\c")]
    [InlineData("get 'a\\b'", "get|a\\b")]
    [InlineData("-o jsonpath={.items[*].metadata.name}", "-o|jsonpath={.items[*].metadata.name}")]
    [InlineData("-o 'jsonpath={range $.items[*]}'", "-o|jsonpath={range $.items[*]}")]
    [InlineData("-o \"jsonpath={$.items}\"", "-o|jsonpath={$.items}")]
    [InlineData("get 'a|b' \"c>d\" 'e;f' \"g&h\"", "get|a|b|c>d|e;f|g&h")]
    [InlineData("get \\$HOME", "get|$HOME")]
    [InlineData("get 'it'\\''s'", "get|it's")]
    [InlineData("get pods \\\n -o wide\n", "get|pods|-o|wide")]
    public void Words_OfALine_AreAShellsWords(string line, string words) =>
        string.Join('|', WordSplitter.Split(line)).Should().Be(words);

    [Theory]
    [InlineData("get pods | grep web", "no pipes")]
    [InlineData("get pods|grep web", "no pipes")]
    [InlineData("get pods || id", "one by one")]
    [InlineData("get pods && id", "one by one")]
    [InlineData("get pods; id", "one by one")]
    [InlineData("get pods\nget nodes", "one by one")]
    [InlineData("get pods &", "background")]
    [InlineData("get pods > /tmp/x", "to a file")]
    [InlineData("get pods >> /tmp/x", "to a file")]
    [InlineData("get pods 2>&1", "to a file")]
    [InlineData("logs x < /etc/passwd", "from a file")]
    [InlineData("get $HOME", "no variables")]
    [InlineData("get \"${HOME}\"", "no variables")]
    [InlineData("get $(id)", "no command substitution")]
    [InlineData("get \"$(id)\"", "no command substitution")]
    [InlineData("get `id`", "no command substitution")]
    [InlineData("get \"`id`\"", "no command substitution")]
    [InlineData("get 'pods", "not closed")]
    [InlineData("get \"pods", "not closed")]
    [InlineData("A=b kubectl get pods", "no variables")]
    public async Task Line_ThatNeedsAShell_GetsASentence(string line, string says)
    {
        var (code, text) = await TerminalRun.Unasked().RunAsync(line);

        code.Should().NotBe(0);
        text.Should().StartWith("error: ").And.Contain(says);
    }

    [Theory]
    [InlineData("get -f pod.yaml", "no files")]
    [InlineData("get --filename=pod.yaml", "no files")]
    [InlineData("get -k .", "no files")]
    [InlineData("describe -f /etc/passwd", "no files")]
    [InlineData("get pods -o custom-columns-file=/etc/passwd", "no files")]
    [InlineData("get pods -o jsonpath-file=/etc/passwd", "no files")]
    [InlineData("get pods -o go-template-file=/etc/passwd", "no files")]
    [InlineData("get pods -o go-template={{.items}}", "jsonpath")]
    [InlineData("--kubeconfig=/home/ada/.kube/config get pods", "config get-contexts")]
    [InlineData("get pods --kubeconfig /home/ada/.kube/config", "config get-contexts")]
    [InlineData("get pods --server=https://evil.example", "use-context")]
    [InlineData("get pods -s https://evil.example", "use-context")]
    [InlineData("-s https://evil.example get pods", "use-context")]
    [InlineData("get --raw /api/v1/secrets", "use-context")]
    [InlineData("get pods --cluster other", "use-context")]
    [InlineData("get pods --insecure-skip-tls-verify", "use-context")]
    [InlineData("get pods --certificate-authority=/x", "use-context")]
    [InlineData("get pods --token=abc", "as you")]
    [InlineData("get pods --as=system:admin", "as you")]
    [InlineData("get pods --as-group=system:masters", "as you")]
    [InlineData("get pods --user admin", "as you")]
    [InlineData("get pods --client-key=/x", "as you")]
    [InlineData("get pods --cache-dir=/tmp", "no files")]
    [InlineData("get pods -v 9", "audit")]
    [InlineData("logs web --context elsewhere", "does not exist")]
    [InlineData("config use-context elsewhere", "no context exists")]
    [InlineData("apply -f x.yaml", "YAML tab")]
    [InlineData("create -f x.yaml", "YAML tab")]
    [InlineData("replace -f x.yaml", "YAML tab")]
    [InlineData("diff -f x.yaml", "YAML tab")]
    [InlineData("edit deploy web", "YAML tab")]
    [InlineData("patch deploy web -p {}", "YAML tab")]
    [InlineData("cp web:/etc/passwd .", "no files")]
    [InlineData("proxy", "on your own machine")]
    [InlineData("port-forward web 8080", "on your own machine")]
    [InlineData("plugin list", "no program")]
    [InlineData("krew install x", "no program")]
    [InlineData("exec -it web -- sh", "Shell tab")]
    [InlineData("exec web -- ls", "Shell tab")]
    [InlineData("attach web", "Shell tab")]
    [InlineData("debug web", "Shell tab")]
    [InlineData("run x -it --image=busybox", "Shell tab")]
    [InlineData("ls -la", "unknown command \"ls\"")]
    [InlineData("bash", "no program")]
    [InlineData("helm ls", "no program")]
    [InlineData("kubectl kubectl get pods", "unknown command")]
    [InlineData("rollout", "rollout status")]
    [InlineData("rollout nothing", "status, history")]
    [InlineData("get pods --nothing", "unknown flag: --nothing")]
    [InlineData("get pods -Z", "unknown shorthand flag: 'Z' in -Z")]
    [InlineData("get pods -n", "flag needs an argument: 'n' in -n")]
    [InlineData("get pods --namespace", "flag needs an argument: --namespace")]
    [InlineData("get pods -A=maybe", "invalid argument \"maybe\"")]
    public async Task Line_ThatNamesAFileAServerACredentialOrAProgram_AsksNothingAndSaysWhatToDo(string line, string says)
    {
        var (_, text) = await TerminalRun.Unasked().RunAsync(line);

        text.Should().Contain(says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("kubectl")]
    public async Task Line_OfNothing_PrintsNothing(string line) =>
        (await TerminalRun.Unasked().RunAsync(line)).Should().Be((0, ""));

    [Fact]
    public async Task Line_ThatIsTooLong_IsNotRead() =>
        (await TerminalRun.Unasked().RunAsync(new string('x', KubectlTerminal.LongestLine + 1))).Text.Should().Contain("longer than");

    [Theory]
    [InlineData("help", "rollout status")]
    [InlineData("kubectl --help", "rollout status")]
    [InlineData("get --help", "--field-selector")]
    [InlineData("help rollout undo", "--to-revision")]
    [InlineData("help top", "top nodes")]
    public async Task Help_OfACommand_SaysWhatItTakes(string line, string says) =>
        (await TerminalRun.Unasked().RunAsync(line)).Text.Should().Contain(says);
}
