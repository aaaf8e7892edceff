namespace Sallyport.Cli.Tests.Commands;

public sealed class SallyportCommandTests
{
    public static TheoryData<string, string> Misuse => new()
    {
        { "login hub.example.com --token t", "is not a console's address" },
        { "login http://hub.example.com --token t", "is not a console's address" },
        { "login https://hub.example.com", "'--token' is required" },
        { "settings set secret visible", "secret" },
        { "settings set secrets visible --for soon", "is not a duration" },
        { "settings set secrets visible --project shop --cluster a", "--project names a place by itself" },
        { "assignments add --role project-read-only", "Name one subject" },
        { "assignments add --role project-read-only --user ada --group dev", "Name one subject" },
        { "can-i get pods", "'--cluster' is required" },
        { "clusters frobnicate", "frobnicate" },
    };

    [Theory]
    [MemberData(nameof(Misuse))]
    public void Parse_Misuse_SaysWhatIsWrong(string line, string said) =>
        SallyportCommand.Create().Parse(line).Errors.Select(error => error.Message).Should().Contain(message => message.Contains(said, StringComparison.Ordinal));

    [Theory]
    [InlineData("settings set secrets visible")]
    [InlineData("settings set shell allowed --cluster dev-1 -n shop-* --group oncall --for 2h --reason incident")]
    [InlineData("settings set ask-text https://ask.example.com")]
    [InlineData("clusters add prod --label env=prod --label team=shop")]
    [InlineData("clusters label prod env=prod team-")]
    [InlineData("assignments add --role namespace-admin --user ada --cluster a --namespace b")]
    [InlineData("can-i get secrets --cluster demo -n shop -o json")]
    [InlineData("audit --follow -o json")]
    public void Parse_ProperUse_IsUnderstood(string line) => SallyportCommand.Create().Parse(line).Errors.Should().BeEmpty();
}
