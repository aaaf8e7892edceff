namespace Sallyport.Hub.Tests.Api;

/// <summary>Settings at a place that is narrower than the organization.</summary>
public sealed class SettingPlaceTests
{
    [Theory]
    [InlineData("""{"kind":"cluster","clusters":["prodd"]}""", "There is no cluster prodd yet")]
    [InlineData("""{"kind":"namespace","clusters":["prodd"],"namespaces":["shop"]}""", "There is no cluster prodd yet")]
    [InlineData("""{"kind":"namespace","namespaces":["shop"]}""", null)]
    [InlineData("""{"kind":"cluster","clusters":["*"]}""", null)]
    public async Task Place_InAClusterThatIsNotThere_IsTakenAndWarnedOf(string place, string? warning)
    {
        await using var hub = await ApiHub.StartAsync();

        var answer = await hub.AskAsync(
            "PUT", "/api/v1/settings/secrets", await hub.TokenAsync("admin"), $$"""{"value":"keys-only","place":{{place}}}""");

        answer.Status.Should().Be(200);
        answer.Answer!["warnings"]!.AsArray().Select(one => one!.GetValue<string>()).Should().HaveCount(warning is null ? 0 : 1)
            .And.OnlyContain(one => one.StartsWith(warning!, StringComparison.Ordinal));
    }
}
