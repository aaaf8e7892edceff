using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Tests.Api.Description;

/// <summary>The OpenAPI document says of every endpoint what it is, what it takes and answers, and who may call it.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_HasEveryEndpointOfTheApiAndNoOther()
    {
        await using var hub = await ApiHub.StartAsync();

        Operations(await DocumentAsync(hub)).Select(operation => operation.Name)
            .Should().BeEquivalentTo(Endpoints(hub).Select(endpoint => endpoint.Name));
    }

    [Fact]
    public async Task Endpoints_SayWhatTheyDo()
    {
        await using var hub = await ApiHub.StartAsync();

        Endpoints(hub).Where(endpoint => endpoint.Endpoint.Words.Summary.Length == 0).Select(endpoint => endpoint.Name)
            .Should().BeEmpty(
                "each endpoint says in the call that maps it what it does, takes and answers, as in "
                + "routes.MapChange(\"POST\", \"/things\", AddAsync).Says(\"Adds a thing.\").Takes<NewThing>().Answers<ThingModel>(), "
                + "and with .Asks<int>(\"limit\", \"...\") what keys its query has; "
                + "then docs/openapi.json is written anew with SALLYPORT_UPDATE_GOLDEN=1");
    }

    [Fact]
    public async Task Operations_NameTheirParametersTheProblemAndWhoMayCall()
    {
        await using var hub = await ApiHub.StartAsync();
        var document = await DocumentAsync(hub);

        foreach (var (name, operation) in Operations(document))
        {
            operation["description"]!.GetValue<string>().Should().StartWith("For ", name);
            operation["responses"]!["default"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>()
                .Should().Be("#/components/schemas/ProblemModel", name);
            var path = operation["parameters"]?.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "path")
                .Select(parameter => "{" + parameter!["name"] + "}") ?? [];
            path.Should().BeEquivalentTo(name.Split('/').Where(part => part.StartsWith('{')), name);
            var security = operation["security"]!.AsArray();
            security.Should().HaveCount(Endpoints(hub).Single(endpoint => endpoint.Name == name).Endpoint.Access == ApiAccess.Anyone ? 0 : 1, name);
        }

        Operations(document).Select(operation => operation.Operation["operationId"]!.GetValue<string>()).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Document_IsForAnyoneAndOfOpenApi31()
    {
        await using var hub = await ApiHub.StartAsync();

        var (status, document) = await hub.AskAsync("GET", "/api/v1/openapi.json", token: null);

        status.Should().Be(200);
        document!["openapi"]!.GetValue<string>().Should().StartWith("3.1.");
        document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>().Should().Be("bearer");
    }

    /// <summary>Written anew with <c>SALLYPORT_UPDATE_GOLDEN=1</c>.</summary>
    [Fact]
    public async Task Copy_InTheDocumentation_IsWhatTheHubServes()
    {
        await using var hub = await ApiHub.StartAsync();
        var served = (await DocumentAsync(hub)).ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("SALLYPORT_UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(DescribedExchange.Path, served, Cancel);
        }

        (await File.ReadAllTextAsync(DescribedExchange.Path, Cancel)).Should().Be(
            served, "docs/openapi.json is what the hub serves: run this test with SALLYPORT_UPDATE_GOLDEN=1 and commit what it writes");
    }

    private static async Task<JsonNode> DocumentAsync(ApiHub hub) => (await hub.AskAsync("GET", "/api/v1/openapi.json", token: null)).Answer!;

    private static List<(string Name, JsonNode Operation)> Operations(JsonNode document) =>
        [.. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value)];

    private static List<(string Name, ApiEndpoint Endpoint)> Endpoints(ApiHub hub) =>
        [.. from route in hub.Routes
            let endpoint = route.Metadata.GetMetadata<ApiEndpoint>()
            where endpoint is not null
            select ($"{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {route.RoutePattern.RawText}", endpoint)];
}
