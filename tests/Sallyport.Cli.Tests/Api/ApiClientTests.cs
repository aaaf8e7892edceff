using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Tests.Api;

public sealed class ApiClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, string, string, string> Refusals => new()
    {
        { 403, "application/problem+json", """{"title":"Forbidden","detail":"Only Organization Admins may change settings."}""", "Only Organization Admins may change settings." },
        { 400, "application/problem+json", """{"title":"Bad","errors":{"value":["'maybe' is not a value."]}}""", "value: 'maybe' is not a value." },
        { 401, "text/plain", "", "*Sign in again*" },
        { 404, "application/json", """{"kind":"Status","message":"No cluster is named."}""", "*Is it the console's address*" },
        { 502, "text/html", "<html>", "the hub answered 502 Bad Gateway." },
        { 200, "text/html", "<html>", "*did not answer as a Sallyport hub does*" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Send_Refused_BecomesOneSentence(int status, string type, string body, string sentence)
    {
        await using var hub = await HubStandIn.StartAsync(status, type, body);
        using var api = new ApiClient(new Session(hub.Address, "ada", "spt_example", null));

        var asking = () => api.SendAsync(HttpMethod.Get, "/api/v1/settings", ApiJson.Default.Settings, Cancellation);

        await asking.Should().ThrowAsync<ApiException>().WithMessage(sentence);
    }

    [Fact]
    public async Task Send_Change_CarriesTokenAndBody()
    {
        await using var hub = await HubStandIn.StartAsync(200, "application/json", "{}");
        using var api = new ApiClient(new Session(hub.Address, "ada", "spt_example", null));

        await api.SendAsync(HttpMethod.Put, "/api/v1/settings/ask-text", Cancellation, ApiClient.Json(new AskTextChange("ask ops"), ApiJson.Default.AskTextChange));

        hub.Asked.Should().ContainSingle().Which.Should().Be(("PUT /api/v1/settings/ask-text", "Bearer spt_example", """{"value":"ask ops"}"""));
    }

    [Fact]
    public async Task Send_NobodyThere_SaysSo()
    {
        using var api = new ApiClient(new Session(new Uri("http://127.0.0.1:1"), "ada", "spt_example", null));

        var asking = () => api.SendAsync(HttpMethod.Get, "/api/v1/me", Cancellation);

        await asking.Should().ThrowAsync<ApiException>().WithMessage("*cannot be reached*");
    }
}
