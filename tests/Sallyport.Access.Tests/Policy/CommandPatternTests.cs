using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CsCheck;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Policy;

/// <summary>A listed command is compared argument by argument, and a wildcard gives away no more than it seems to.</summary>
public sealed class CommandPatternTests
{
    public static TheoryData<string, string[], bool> Cases { get; } = new()
    {
        { "ls", ["ls"], true },
        { "ls", ["ls", "-l"], false },
        { "ls", [], false },
        { "ls", ["LS"], false },
        { "ls", ["/bin/ls"], false },
        { "ls", ["ls", ""], false },
        { "  ls   -l ", ["ls", "-l"], true },
        { "ls -l", ["ls -l"], false },
        { "ls -l", ["ls", "-l", "--"], false },
        { "ls -l", ["ls", "--", "-l"], false },
        { "jcmd 1 Thread.print", ["jcmd", "1", "Thread.print"], true },
        { "jcmd 1 Thread.print", ["jcmd", "1", "GC.heap_dump"], false },
        { "cat /var/log/*", ["cat", "/var/log/app.log"], true },
        { "cat /var/log/*", ["cat", "/var/log/"], false },
        { "cat /var/log/*", ["cat", "/var/log/../../etc/shadow"], false },
        { "cat /var/log/*", ["cat", "/var/log/.."], false },
        { "cat /var/log/*", ["cat", "/var/log/."], false },
        { "cat /var/log/*", ["cat", "/var/log/.. "], false },
        { "cat /var/log/*", ["cat", "/var/log/nginx/access.log"], false },
        { "cat /var/log/*", ["cat", @"/var/log/..\..\secret"], false },
        { "cat /var/log/*", ["cat", "/var/log/a", "/etc/shadow"], false },
        { "cat /var/log/*", ["cat", "/var/log/a\n/etc/shadow"], false },
        { "cat /var/log/*", ["cat", "/var/log/a\u202Eb"], false },
        { "cat /var/log/*", ["cat", "/var/log/a\u2028b"], false },
        { "cat /var/log/*", ["cat", "/VAR/LOG/a"], false },
        { "cat /var/log/*", ["cat", "/var/log/protokoll-ü"], true },
        { "cat /var/log/*/*.log", ["cat", "/var/log/nginx/access.log"], true },
        { "cat /var/log/*/*.log", ["cat", "/var/log/../x.log"], false },
        { "cat /var/log/*/*.log", ["cat", "/var/log//x.log"], false },
        { "cat /var/log/*.log*", ["cat", "/var/log/a.log.1"], true },
        { "cat /var/log/*.log*", ["cat", "/var/log/a.log"], false },
        { "cat *", ["cat", "a"], true },
        { "cat *", ["cat", ""], false },
        { "cat *", ["cat", "-A"], false },
        { "cat *", ["cat", "--"], false },
        { "cat *", ["cat", "/etc/shadow"], false },
        { "cat *", ["cat", ".."], false },
        { "ls -*", ["ls", "-lart"], true },
        { "ls -*", ["ls", "-"], false },
        { "ls --color=*", ["ls", "--color=auto"], true },
        { "ls --color=*", ["ls", "--color="], false },
        { "ps **", ["ps"], true },
        { "ps **", ["ps", "-ef", "", "a b", "x\ny"], true },
        { "ps **", ["psql"], false },
        { "ps -e **", ["ps", "-e"], true },
        { "ps -e **", ["ps"], false },
        { "ps -* **", ["ps", "-e", "/etc"], true },
        { "jcmd 1 'VM.native_memory summary'", ["jcmd", "1", "VM.native_memory summary"], true },
        { "jcmd 1 'VM.native_memory summary'", ["jcmd", "1", "VM.native_memory", "summary"], false },
        { "echo '*'", ["echo", "*"], true },
        { "echo '*'", ["echo", "x"], false },
        { "echo \"**\"", ["echo", "a", "b"], false },
        { @"echo \*", ["echo", "*"], true },
        { @"echo \*", ["echo", "x"], false },
        { "grep '' file", ["grep", "", "file"], true },
        { "cat '/var/my logs/'*", ["cat", "/var/my logs/a"], true },
        { "sh -c 'ls /'", ["sh", "-c", "ls /"], true },
        { "sh -c 'ls /'", ["sh -c ls /"], false },
        { "sh -c 'ls /'", ["sh", "-c", "ls", "/"], false },
        { "sh -c ls", ["sh", "-c", "ls; id"], false },
        { "ls %2e", ["ls", "."], false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Matches_AnArgumentVector_OnlyAsWritten(string pattern, string[] command, bool matches) =>
        Read(pattern).Matches([.. command]).Should().Be(matches, $"{pattern} for [{string.Join("] [", command)}]");

    [Theory]
    [InlineData("", "at least the program")]
    [InlineData("   ", "at least the program")]
    [InlineData("**", "begins with the program")]
    [InlineData("* -l", "begins with the program")]
    [InlineData("/usr/bin/*", "begins with the program")]
    [InlineData("'' x", "begins with the program")]
    [InlineData("ls ** /tmp", "** that is not its last word")]
    [InlineData("ls /tmp/**", "** that is not its last word")]
    [InlineData("cat ../*", "matches nothing")]
    [InlineData("cat /var/./log/*", "matches nothing")]
    [InlineData("echo 'x", "quote that does not close")]
    [InlineData("echo \\", "escapes nothing")]
    [InlineData("ls\n-l", "one line")]
    [InlineData("ls \u202E", "one line")]
    public void TryParse_WhatIsNoPattern_IsRefusedWithASentence(string text, string problem)
    {
        CommandPattern.TryParse(text, out _, out var said).Should().BeFalse();
        said.Should().Contain(problem);
    }

    [Fact]
    public void TryParse_TooLong_IsRefused()
    {
        CommandPattern.TryParse("ls " + new string('a', CommandPattern.LongestText), out _, out _).Should().BeFalse();
        CommandPattern.TryParse(string.Join(' ', Enumerable.Repeat("a", 65)), out _, out _).Should().BeFalse();
        CommandPattern.TryParse(string.Join(' ', Enumerable.Repeat("a", 64)), out _, out _).Should().BeTrue();
    }

    [Fact]
    public void Matches_AnyWildcards_AsARegularExpressionWould() =>
        Gen.Select(Gen.String[Gen.Char["ab/-*"], 1, 8], Gen.String[Gen.Char["ab/-\\."], 0, 10]).Sample((word, argument) =>
        {
            if (word.Contains("**", StringComparison.Ordinal) || !word.Contains('*'))
            {
                return true;
            }

            var dots = argument.Split('/', '\\').Any(segment => segment.Length > 0 && segment.All(c => c == '.'));
            var option = word[0] == '*' && argument.StartsWith('-');
            var wild = Regex.IsMatch(argument, @"\A" + Regex.Escape(word).Replace(@"\*", @"[^/\\]+") + @"\z");
            return Read("p " + word).Matches(["p", argument]) == (wild && !dots && !option);
        }, iter: 50_000);

    [Fact]
    public void Matches_ALongHostileArgument_EndsSoon() =>
        Read("p *a*a*a*a*a*a*a*a*a*b").Matches(["p", new string('a', 30_000)]).Should().BeFalse();

    [Fact]
    public void Matches_WhateverItSays_AllocatesNothing()
    {
        var pattern = Read("cat -n /var/log/*/*.log **");
        ImmutableArray<string> command = ["cat", "-n", "/var/log/nginx/access.log", "x"];
        pattern.Matches(command).Should().BeTrue();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = pattern.Matches(command);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Theory]
    [InlineData("sh -c *", "this is a shell")]
    [InlineData("/bin/bash **", "this is a shell")]
    [InlineData("python3 -c 'print(1)'", "nothing left to the caller")]
    [InlineData("find /var/log **", "can run other programs")]
    [InlineData("env **", "can run other programs")]
    [InlineData("tar -tf *", "can run other programs")]
    [InlineData("env", null)]
    [InlineData("find /var/log -name core", null)]
    [InlineData("ls **", null)]
    [InlineData("cat /var/log/*", null)]
    public void Warning_OfAPattern_NamesWhatRunsOtherPrograms(string pattern, string? says)
    {
        if (says is null)
        {
            CommandWarning.Of(Read(pattern)).Should().BeNull();
        }
        else
        {
            CommandWarning.Of(Read(pattern)).Should().Contain(says);
        }
    }

    private static CommandPattern Read(string text) =>
        CommandPattern.TryParse(text, out var pattern, out var problem) ? pattern : throw new ArgumentException(problem);
}
