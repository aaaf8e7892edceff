using Sallyport.Cli.Api;

namespace Sallyport.Cli.Tests.Api;

public sealed class NextPageTests
{
    [Theory]
    [InlineData("</api/v1/users?limit=5&continue=YQ>; rel=\"next\"", "/api/v1/users?limit=5&continue=YQ")]
    [InlineData("<https://elsewhere.example/api/v1/users>; rel=\"next\"", null)]
    [InlineData("<//elsewhere.example/api/>; rel=\"next\"", null)]
    [InlineData("</api/v1/users>; rel=\"prev\"", null)]
    public void Next_Header_IsFollowedWithinTheHubAlone(string link, string? expected)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Link", link);

        NextPage.Of(response).Should().Be(expected);
    }

    [Fact]
    public void Next_NoHeader_IsTheLastPage()
    {
        using var response = new HttpResponseMessage();

        NextPage.Of(response).Should().BeNull();
    }
}
