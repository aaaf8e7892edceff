using Sallyport.Cli.Commands;

namespace Sallyport.Cli.Tests.Commands;

public sealed class DurationTests
{
    public static TheoryData<string, TimeSpan?> Cases => new()
    {
        { "90s", TimeSpan.FromSeconds(90) },
        { "30m", TimeSpan.FromMinutes(30) },
        { "2h", TimeSpan.FromHours(2) },
        { "7d", TimeSpan.FromDays(7) },
        { "0h", null },
        { "-2h", null },
        { "2", null },
        { "h", null },
        { "", null },
        { "2 h", null },
        { "99999999999d", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void TryParse_Text_IsThatDurationOrNone(string text, TimeSpan? expected) => Duration.TryParse(text).Should().Be(expected);
}
