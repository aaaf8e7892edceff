using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Api.Description;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Api;

/// <summary>The API on a real Kestrel, over a real store, with the demo's people.</summary>
internal sealed class ApiHub : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private ApiHub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new GatewayNames { Names = ["localhost"] })
            .AddSingleton(services => new GatewayAddress(services.GetRequiredService<GatewayNames>(), 6443))
            .AddSallyportStorage(new StorageOptions { DataFolder = _folder.Path })
            .AddPolicy()
            .AddIdentity()
            .AddAudit(new AuditOptions())
            .AddLimits(new HubLimits(), [])
            .AddFleet()
            .AddGateway()
            .AddApi();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapApi();
    }

    public IServiceProvider Services => _app.Services;

    public Uri Address => _http.BaseAddress!;

    public IEnumerable<RouteEndpoint> Routes =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public static async Task<ApiHub> StartAsync()
    {
        var hub = new ApiHub();
        await hub.Services.GetRequiredService<StoreMigration>().ApplyAsync(CancellationToken.None);
        await hub.Services.GetRequiredService<CertificateAuthorities>().LoadAsync(CancellationToken.None);
        await hub.Services.GetRequiredService<PolicySource>().ReloadAsync(CancellationToken.None);
        await hub.Services.GetRequiredService<DemoSeed>().ApplyAsync(CancellationToken.None);
        await hub._app.StartAsync();
        var address = hub.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        hub._http.BaseAddress = new Uri(address);
        return hub;
    }

    /// <summary>A token for someone, who is made if they are not there.</summary>
    public async Task<string> TokenAsync(string user, string? role = null, Scope? scope = null)
    {
        if (role is not null)
        {
            var policy = Services.GetRequiredService<PolicyStore>();
            await policy.ChangeAsync(
                database =>
                {
                    database.Users.Add(new UserRow { Name = user, CreatedAt = DateTimeOffset.UnixEpoch });
                    database.Assignments.Add(PolicyParts.Assignment(role, user, scope ?? Scope.Organization));
                    return Task.FromResult(true);
                },
                CancellationToken.None);
        }

        return (await Services.GetRequiredService<CredentialStore>()
            .IssueAsync(user, "test", "test", TimeSpan.FromHours(1), CancellationToken.None)).Token;
    }

    public Task<HttpResponseMessage> SendAsync(
        string method, string path, string? token, string? body = null, string contentType = "application/json", bool chunked = false,
        (string Name, string Value)? header = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (header is { } extra)
        {
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        }

        request.Headers.TransferEncodingChunked = chunked;
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async Task<(int Status, JsonNode? Answer)> AskAsync(string method, string path, string? token, string? body = null)
    {
        using var response = await SendAsync(method, path, token, body);
        var text = await response.Content.ReadAsStringAsync();
        var answer = text.Length == 0 ? null : JsonNode.Parse(text);
        DescribedExchange.Demand(method, path, body, (int)response.StatusCode, answer);
        return ((int)response.StatusCode, answer);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
