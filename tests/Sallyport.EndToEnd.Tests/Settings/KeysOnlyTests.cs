using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>Where Secrets are keys-only, kubectl looks right to a person and shows no value in any form.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class KeysOnlyTests(SharedHub shared)
{
    private const string Placeholder = "KGhpZGRlbiBieSBTYWxseXBvcnQp";

    private static readonly (string Command, string Says)[] Reads =
    [
        ("get secrets -n <ns>", "<secret>"),
        ("get secrets -n <ns> -o wide --show-labels", "LABELS"),
        ("get secrets -n <ns> -o name", "secret/<secret>"),
        ("get secrets -n <ns> --chunk-size=1", "<secret>"),
        ("get secrets -n <ns> -o yaml", Placeholder),
        ("get secret <secret> -n <ns> -o yaml", Placeholder),
        ("get secret <secret> -n <ns> -o json", Placeholder),
        ("get secret <secret> -n <ns> -o jsonpath={.data}", Placeholder),
        ("get secrets,configmaps -n <ns> -o yaml", Placeholder),
        ("describe secret <secret> -n <ns>", "sallyport.io/sizes"),
        ("describe secret <secret> -n <ns>", "bytes"),
        ("get --raw /api/v1/namespaces/<ns>/secrets", Placeholder),
        ("get --raw /api/v1/namespaces/<ns>/secrets/<secret>", Placeholder),
        ("get --raw /api/v1/namespaces/<ns>/secrets?watch=true&timeoutSeconds=1", Placeholder),
    ];

    private static readonly string[] Forms =
    [
        "application/json", "application/vnd.kubernetes.protobuf", "application/yaml", "application/cbor", "*/*",
        "application/json;as=Table;v=v1;g=meta.k8s.io", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
        "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
    ];

    public static TheoryData<string, string> Clusters => new(Pairs.All);

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Secret_ReadInAnyForm_ShowsKeysAndNoValue(string cluster, string version)
    {
        var place = await shared.PlaceInAsync(cluster);
        var values = await ValuesAsync(place);
        await using var doors = await KeysOnlyAsync();

        foreach (var (command, says) in Reads)
        {
            var result = await shared.Hub.Developer.Kubectl(cluster, version).RunAsync(command.For(place));

            result.Succeeded().Output.Should().Contain(says.In(place), "{0}", command);
            ShouldHold(result.Output + result.Errors, values, because: command);
        }
    }

    [Theory]
    [InlineData(RealCluster.Name)]
    [InlineData(Pairs.Demo)]
    public async Task Secrets_AskedForByAnyClient_ComeAsJsonWithoutValues(string cluster)
    {
        var place = await shared.PlaceInAsync(cluster);
        var values = await ValuesAsync(place);
        await using var doors = await KeysOnlyAsync();
        using var client = GatewayClient.For(shared.Hub.Place, cluster, shared.Hub.Developer.Token);

        foreach (var query in (string[])["", "?includeObject=Object", "?limit=1"])
        {
            foreach (var form in Forms)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/namespaces/{place.Namespace}/secrets{query}");
                request.Headers.TryAddWithoutValidation("Accept", form);
                request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");

                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                response.IsSuccessStatusCode.Should().BeTrue("{0}: {1}", form, text);
                response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
                JsonNode.Parse(text).Should().NotBeNull();
                ShouldHold(text, values, because: form);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task Secret_Written_IsRefusedWithTheReason(string cluster, string version)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var doors = await KeysOnlyAsync();
        var kubectl = shared.Hub.Developer.Kubectl(cluster, version);
        var manifest = Encoding.UTF8.GetBytes($$"""
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{place.Secret}}","namespace":"{{place.Namespace}}" },"data":{"password":"eA=="} }
            """);

        foreach (var command in (string[])
            [
                "label secret <secret> -n <ns> a=b", "annotate secret <secret> -n <ns> a=b", "delete secret <secret> -n <ns>",
                "patch secret <secret> -n <ns> -p {\"data\":{\"a\":\"YQ==\"}}",
            ])
        {
            (await kubectl.RunAsync(command.For(place))).Refused("placeholders");
        }

        foreach (var command in (string[])["apply -f -", "replace -f -", "diff -f -"])
        {
            (await kubectl.RunAsync(manifest, command.For(place))).Refused("placeholders");
        }
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task SecretWatch_WhileItIsOpen_ShowsNewKeysUntilTheyAreHidden(string cluster, string version)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var doors = await KeysOnlyAsync();
        var since = await shared.Hub.Audit.NowAsync();
        await using var watch = shared.Hub.Developer.Kubectl(cluster, version).Start("get secrets -w -o yaml -n <ns>".For(place));
        await shared.Hub.Audit.FindAsync(
            since, entry => (string?)entry["verb"] == "watch" && (string?)entry["resource"] == "secrets", "the watch");
        var name = $"new-{Guid.NewGuid().ToString("N")[..8]}";

        (await shared.Hub.Admin.Kubectl(cluster).RunAsync(
            "create", "secret", "generic", name, "-n", place.Namespace, "--from-literal=mykey=battery-staple")).Succeeded();

        (await watch.Output.WaitForAsync(text => text.Contains(name, StringComparison.Ordinal) && text.Contains("mykey: 14 bytes", StringComparison.Ordinal), Kubectl.Patience))
            .Should().BeTrue("the watch should show it: {0}", watch.Describe());
        await doors.CloseAsync();
        var result = await watch.WaitForExitAsync(TimeSpan.FromSeconds(10));
        (await shared.Hub.Admin.Kubectl(cluster).RunAsync("delete", "secret", name, "-n", place.Namespace)).Succeeded();
        (result.Output + result.Errors).Should().Contain("hidden").And.NotContain("battery-staple").And.NotContain("YmF0dGVyeS1zdGFwbGU");
    }

    [Theory]
    [MemberData(nameof(Clusters))]
    public async Task SecretWatch_WithValuesThatBecomeHidden_Ends(string cluster, string version)
    {
        var place = await shared.PlaceInAsync(cluster);
        await using var doors = await OpenDoors.SetAsync(shared.Hub, secrets: true, shell: false);
        var since = await shared.Hub.Audit.NowAsync();
        await using var watch = shared.Hub.Developer.Kubectl(cluster, version).Start("get secrets -w -n <ns>".For(place));
        await shared.Hub.Audit.FindAsync(
            since, entry => (string?)entry["verb"] == "watch" && (string?)entry["resource"] == "secrets", "the watch");

        await shared.Hub.Api.SetAsync("secrets", "keys-only");

        var result = await watch.WaitForExitAsync(TimeSpan.FromSeconds(10));
        (result.Errors + result.Output).Should().Contain("keys of Secrets alone");
    }

    private async Task<OpenDoors> KeysOnlyAsync()
    {
        var doors = await OpenDoors.SetAsync(shared.Hub, secrets: false, shell: false);
        await shared.Hub.Api.SetAsync("secrets", "keys-only");
        return doors;
    }

    /// <summary>Every value in the namespace, as it is and as base64.</summary>
    private async Task<string[]> ValuesAsync(Place place)
    {
        var listed = await shared.Hub.Admin.Kubectl(place.Cluster).RunAsync("get", "secrets", "-n", place.Namespace, "-o", "json");
        var digits = JsonNode.Parse(listed.Succeeded().Output)!["items"]!.AsArray()
            // A service account's token has its namespace beside it, which every object's metadata says.
            .SelectMany(item => item!["data"]?.AsObject().Where(pair => pair.Key != "namespace").Select(pair => pair.Value!.ToString()) ?? [])
            .Where(value => value.Length >= 16)
            .ToArray();
        digits.Should().NotBeEmpty();
        return [.. digits.Select(value => value.TrimEnd('=')), .. digits.Select(value => Encoding.UTF8.GetString(Convert.FromBase64String(value)))];
    }

    private static void ShouldHold(string text, string[] values, string because)
    {
        foreach (var value in values)
        {
            text.Contains(value, StringComparison.Ordinal).Should().BeFalse("{0} should show no value", because);
        }
    }
}
