using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Tests;

/// <summary>A running demo cluster and a client for each of its identities.</summary>
public sealed class DemoApi : IAsyncLifetime
{
    public DemoCluster Cluster { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Forwarder { get; private set; } = null!;

    public HttpClient Reconciler { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Cluster = await DemoCluster.StartAsync(new DemoClusterOptions(), TestContext.Current.CancellationToken);
        Admin = Client(Cluster.AdminToken);
        Forwarder = Client(Cluster.ForwarderToken);
        Reconciler = Client(Cluster.ReconcilerToken);
    }

    public HttpClient Client(string? token)
    {
        HttpClient client = new() { BaseAddress = Cluster.Endpoint };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    public static async Task<(int Status, JsonObject Body)> SendAsync(HttpClient client, string method, string path,
        string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        JsonObject content = text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : new JsonObject { ["text"] = text };
        return ((int)response.StatusCode, content);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Forwarder.Dispose();
        Reconciler.Dispose();
        await Cluster.DisposeAsync();
    }
}
