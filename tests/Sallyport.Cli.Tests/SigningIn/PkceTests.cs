using Sallyport.Cli.SigningIn;

namespace Sallyport.Cli.Tests.SigningIn;

public sealed class PkceTests
{
    [Fact]
    public void Challenge_OfTheStandardsVerifier_IsTheStandards() =>
        // RFC 7636, appendix B.
        new Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").Challenge.Should().Be("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    [Fact]
    public void Make_EachTime_IsAnotherOfTheLettersAllowed()
    {
        var made = Enumerable.Range(0, 10).Select(_ => Pkce.Make().Verifier).ToArray();

        made.Should().OnlyHaveUniqueItems().And.AllSatisfy(verifier => verifier.Should().MatchRegex("^[A-Za-z0-9_-]{43}$"));
    }
}
