using System.Text.Json;
using Sallyport.Hub.Identity.Providers;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Identity.Providers;

/// <summary>Claims as providers, and attackers at providers, may send them.</summary>
public sealed class ProviderClaimsTests
{
    [Theory]
    [InlineData("\"ada\"", "ada")]
    [InlineData("\"Ada.Lovelace@Corp.example\"", "ada.lovelace@corp.example")]
    [InlineData("\"\"", null)]
    [InlineData("\" \"", null)]
    [InlineData("null", null)]
    [InlineData("[\"ada\"]", null)]
    [InlineData("{}", null)]
    [InlineData("7", null)]
    [InlineData("\"ada\\r\\nImpersonate-Group: system:masters\"", null)]
    [InlineData("\"ada\\nImpersonate-Group: system:masters\"", null)]
    [InlineData("\"ada\\n\"", null)]
    [InlineData("\" ada\"", null)]
    [InlineData("\"ada\\t\"", null)]
    [InlineData("\"ada\\u0000\"", null)]
    [InlineData("\"system:admin\"", null)]
    [InlineData("\"system:serviceaccount:kube-system:x\"", null)]
    [InlineData("\"kubeadm:cluster-admins\"", null)]
    [InlineData("\"\\uff53ystem\"", null)]
    [InlineData("\"jos\\u00e9\"", null)]
    [InlineData("\"jose\\u0301\"", null)]
    [InlineData("\"ad\\u200ba\"", null)]
    [InlineData("\"\\u212aelvin\"", null)] // KELVIN SIGN, which folds to k elsewhere.
    [CatalogueRow(144, 145, 146, 149, 150)]
    public void Name_OfAClaim_IsPlainOrNone(string claim, string? name) =>
        Read($$"""{"sub": "1", "preferred_username": {{claim}} }""").Name.Should().Be(name);

    [Fact]
    public void Name_LongerThanAUsersMayBe_IsNone() =>
        Read($$"""{"sub": "1", "preferred_username": "{{new string('a', 64)}}" }""").Name.Should().BeNull();

    [Theory]
    [InlineData("""{"sub": "1", "email": "ada@corp.example", "email_verified": true}""", "ada@corp.example")]
    [InlineData("""{"sub": "1", "email": "ada@corp.example", "email_verified": "true"}""", null)]
    [InlineData("""{"sub": "1", "email": "ada@corp.example"}""", null)]
    public void Name_ThatIsAMailAddress_MustHaveBeenVerified(string token, string? name)
    {
        var provider = Provider();
        provider.NameClaim = "email";

        ProviderClaims.Read(provider, Json(token), null)!.Name.Should().Be(name);
    }

    [Theory]
    [InlineData("""{"sub": ""}""")]
    [InlineData("""{"sub": null}""")]
    [InlineData("""{"sub": ["1"]}""")]
    [InlineData("{}")]
    public void Claims_WithoutASubject_AreNobodys(string token) => ProviderClaims.Read(Provider(), Json(token), null).Should().BeNull();

    [Theory]
    [InlineData("[\"developers\"]", "dev")]
    [InlineData("[\"developers\", \"developers\", \"CN=Ops,OU=x\"]", "dev,ops,pager")]
    [InlineData("[\"Developers\"]", "")]
    [InlineData("[\" developers\", \"developers\\n\"]", "")]
    [InlineData("[\"system:masters\", \"system:nodes\"]", "")]
    [InlineData("[\"free\"]", "corp-free")]
    [InlineData("[\"free\\r\\nx\", \"fr:ee\", \"\"]", "")]
    [InlineData("[]", "")]
    [InlineData("\"developers\"", "", true)]
    [InlineData("[\"developers\", null]", "", true)]
    [InlineData("[\"developers\", {\"a\": 1}]", "", true)]
    [InlineData("{\"developers\": true}", "", true)]
    [InlineData("null", "", true)]
    [CatalogueRow(145, 149, 229)]
    public void Groups_OfAClaim_AreMappedOrNone(string claim, string groups, bool noted = false)
    {
        var claims = Read($$"""{"sub": "1", "groups": {{claim}} }""");

        string.Join(',', claims.Groups).Should().Be(groups);
        (claims.Note is not null).Should().Be(noted);
    }

    [Fact]
    [CatalogueRow(229)]
    public void Groups_TooManyOrKeptElsewhere_AreNone()
    {
        var many = string.Join(',', Enumerable.Repeat("\"developers\"", 500));
        Read($$"""{"sub": "1", "groups": [{{many}}] }""").Should().BeEquivalentTo(new { Groups = Array.Empty<string>(), Note = "The claim groups lists 500 groups, more than 200: none are taken." });

        var elsewhere = Read("""{"sub": "1", "_claim_names": {"groups": "src1"}, "groups": ["developers"] }""");
        elsewhere.Groups.Should().BeEmpty();
        elsewhere.Note.Should().Contain("_claim_names");
    }

    [Fact]
    public void Groups_WithoutAPrefixToImportUnder_AreDroppedUnlessMapped()
    {
        var provider = Provider();
        provider.ImportPrefix = null;

        ProviderClaims.Read(provider, Json("""{"sub": "1", "groups": ["free", "developers"]}"""), null)!.Groups.Should().Equal("dev");
    }

    [Fact]
    public void Claims_OfTheUserInfo_AddAndNeverReplace()
    {
        var claims = ProviderClaims.Read(
            Provider(), Json("""{"sub": "1", "preferred_username": "ada"}"""), Json("""{"sub": "2", "preferred_username": "eve", "groups": ["developers"]}"""))!;

        claims.Should().BeEquivalentTo(new { Subject = "1", Name = "ada", Groups = new[] { "dev" } });
    }

    private static ProviderClaims Read(string token) => ProviderClaims.Read(Provider(), Json(token), null)!;

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static ProviderRow Provider()
    {
        var provider = new ProviderRow
        {
            Name = "corp", Title = "Corp", Issuer = "https://id.corp.example", ClientId = "x", Scopes = "openid",
            NameClaim = "preferred_username", GroupsClaim = "groups", ImportPrefix = "corp-",
        };
        foreach (var (external, group) in new[] { ("developers", "dev"), ("CN=Ops,OU=x", "ops"), ("CN=Ops,OU=x", "pager") })
        {
            provider.Mappings.Add(new GroupMappingRow { Provider = "corp", External = external, Group = group });
        }

        return provider;
    }
}
