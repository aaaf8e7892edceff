using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

public sealed class ClientCredentialTests
{
    [Theory]
    [InlineData("Bearer spt_abc", "spt_abc")]
    [InlineData("bearer  spt_abc ", "spt_abc")]
    [InlineData("Bearer", null)]
    [InlineData("Bearer ", null)]
    [InlineData("Bearer a b", null)]
    [InlineData("Basic dTpw", null)]
    [InlineData("Negotiate YII", null)]
    [InlineData("", null)]
    public void TryRead_OneAuthorization_IsItsBearerTokenOrNone(string value, string? expected)
    {
        ClientCredential.TryRead([new("authorization", value)], out var token).Should().BeNull();
        token.Should().Be(expected);
    }

    [Fact]
    [CatalogueRow(155, 156)]
    public void TryRead_TwoCredentials_AreRefused()
    {
        ClientCredential.TryRead([new("Authorization", "Bearer a"), new("Authorization", "Bearer a")], out var first)
            .Should().NotBeNull();
        ClientCredential.TryRead(
            [
                new("Authorization", "Bearer a"),
                new("Sec-WebSocket-Protocol", "v5.channel.k8s.io, base64url.bearer.authorization.k8s.io.YQ"),
            ],
            out var second).Should().NotBeNull();

        first.Should().BeNull();
        second.Should().BeNull();
    }

    [Fact]
    [CatalogueRow(156)]
    public void TryRead_ATokenAmongTheSubprotocolsAlone_IsNoCredential()
    {
        ClientCredential.TryRead(
            [new("Sec-WebSocket-Protocol", "base64url.bearer.authorization.k8s.io.YQ, v5.channel.k8s.io")], out var token)
            .Should().BeNull();
        token.Should().BeNull();
    }
}
