using System.Security.Cryptography;
using System.Text;
using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Tests.Audit;

public sealed class AuditTextTests
{
    [Theory]
    [InlineData("kubectl/v1.32", "kubectl/v1.32")]
    [InlineData("two\nlines\r", "two\\u000alines\\u000d")]
    [InlineData("\u001b[31mred", "\\u001b[31mred")]
    [InlineData("nul\0", "nul\\u0000")]
    [InlineData("sep\u2028arator", "sep\\u2028arator")]
    [InlineData("right\u202eleft", "right\\u202eleft")]
    [InlineData("zażółć 🚢", "zażółć 🚢")]
    [InlineData("Bearer abcdefghijklmnop", "[redacted]")]
    [CatalogueRow(254)]
    public void Clean_HostileText_BecomesVisible(string text, string expected) =>
        AuditText.Clean(text).Should().Be(expected);

    [Fact]
    public void Clean_HalfOfASurrogatePair_BecomesVisible() =>
        // Not in the table above: test data travels as UTF-8, which has no such thing.
        AuditText.Clean("lone\ud800").Should().Be("lone\\ud800");

    [Fact]
    [CatalogueRow(254)]
    public void Clean_LongText_IsCutAndHashed()
    {
        var text = new string('x', 1_000_000);

        AuditText.Clean(text).Should().HaveLength(512 + $"... (1000000 characters, sha256:{new string('0', 64)})".Length)
            .And.EndWith($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))})");
    }

    [Theory]
    [InlineData("/api?token=abc&limit=5", "/api?token=[redacted]&limit=5")]
    [InlineData("/api?limit=5&access_TOKEN=abc", "/api?limit=5&access_TOKEN=[redacted]")]
    [InlineData("/api?%74oken=abc", "/api?%74oken=[redacted]")]
    [InlineData("/api?next=/login?token=abc", "/api?next=/login?token=[redacted]")]
    [InlineData("/api/v1/pods?fieldSelector=metadata.name%3Da", "/api/v1/pods?fieldSelector=metadata.name%3Da")]
    [InlineData("/exec?command=ls&command=-l", "/exec?command=ls&command=-l")]
    [CatalogueRow(255)]
    public void Target_SecretInTheQuery_IsRedacted(string target, string expected) =>
        AuditText.Target(target).Should().Be(expected);

    [Fact(Timeout = 10_000)]
    public async Task Target_MadeToBeSlowToRead_IsReadManyTimesOver()
    {
        var hostile = "/" + string.Concat(Enumerable.Repeat("?%", AuditText.LongestTarget));

        // A second and more for each, when every '?' began a look at all the rest.
        await Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                AuditText.Target(hostile).Should().StartWith("/?%?%");
            }
        }, TestContext.Current.CancellationToken);
    }

    [Fact]
    [CatalogueRow(255)]
    public void Clean_TokenAcrossTheCut_LeavesNothingOfIt()
    {
        var token = Sallyport.Hub.Identity.BearerToken.Make();

        AuditText.Clean(new string('x', 500) + token).Should().NotContain("spt_");
    }
}
