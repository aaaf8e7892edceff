using Sallyport.Access.Enforcement;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sallyport.Access.Policy;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Policy;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>A whole hub on real sockets, with one cluster named <c>alpha</c> whose agent writes down what reaches it.</summary>
public class GatewayRig : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    /// <summary>No test but those of the limits is to meet one: all of a class' tests are the same few users, from one address.</summary>
    internal virtual HubLimits Limits => new()
    {
        RequestsPerUser = null,
        ApiRequestsPerUser = null,
        StrangersPerAddress = null,
        AuditedStrangersPerAddress = null,
        AuditedStrangers = null,
    };

    internal virtual IReadOnlyList<IPNetwork> TrustedProxies => [];

    internal IServiceProvider Services => _app!.Services;

    internal RecordingAgent Agent { get; private set; } = null!;

    public string DataFolder => _folder.Path;

    public int Port { get; private set; }

    public int ConsolePort { get; private set; }

    /// <summary>A read-only developer of namespace <c>shop</c>.</summary>
    public string Developer { get; private set; } = "";

    /// <summary>An Organization Admin.</summary>
    public string Admin { get; private set; } = "";

    /// <summary>Someone with no assignment at all.</summary>
    public string Stranger { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _app = HubApplication.Build(new HubOptions
        {
            DataFolder = _folder.Path,
            GatewayPort = 0,
            ConsolePort = 0,
            LogLevel = LogLevel.None,
            Limits = Limits,
            TrustedProxies = TrustedProxies,
        });
        await HubApplication.PrepareAsync(_app, CancellationToken.None);
        await HubApplication.StartAsync(_app, CancellationToken.None);
        (Port, ConsolePort) = HubApplication.Ports(_app);
        var shop = new Scope { Kind = ScopeKind.Namespace, Namespaces = ["shop"] };
        Developer = await PersonAsync("developer", "namespace-read-only", shop);
        Admin = await PersonAsync("admin", "organization-admin", Scope.Organization);
        Stranger = await PersonAsync("stranger", null, Scope.Organization);
        var ticket = await Services.GetRequiredService<ClusterDirectory>()
            .CreateAsync("alpha", new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        Agent = await RecordingAgent.JoinAsync(this, ticket.Token);
        await Eventually.TrueAsync(() => Cluster.Session is not null);
    }

    internal FleetCluster Cluster => Services.GetRequiredService<ClusterRegistry>().Find("alpha")!;

    internal X509Certificate2Collection Authorities => [Services.GetRequiredService<CertificateAuthorities>().Server.Certificate];

    public Uri Address => new($"https://127.0.0.1:{Port}");

    public async Task<string> PersonAsync(string user, string? role, Scope scope)
    {
        await Services.GetRequiredService<PolicyStore>().ChangeAsync(
            database =>
            {
                database.Users.Add(new UserRow { Name = user, CreatedAt = DateTimeOffset.UnixEpoch });
                if (role is not null)
                {
                    database.Assignments.Add(PolicyParts.Assignment(role, user, scope));
                }

                return Task.FromResult(true);
            },
            CancellationToken.None);
        return (await Services.GetRequiredService<CredentialStore>()
            .IssueAsync(user, "test", "test", TimeSpan.FromHours(1), CancellationToken.None)).Token;
    }

    /// <summary>Takes every assignment of a user away.</summary>
    public Task TakeAwayAsync(string user) => Services.GetRequiredService<PolicyStore>().ChangeAsync(
        database =>
        {
            database.Assignments.RemoveRange(database.Assignments.Where(assignment => assignment.SubjectName == user));
            return Task.FromResult(true);
        },
        CancellationToken.None);

    /// <summary>Bytes as they are, over TLS with a server name.</summary>
    internal Task<RawConnection> ConnectAsync(string serverName = "alpha.clusters.sallyport.internal", int? port = null) =>
        RawConnection.OpenAsync(port ?? Port, serverName);

    /// <summary>Frames as they are, over TLS with a server name.</summary>
    internal Task<RawHttp2Connection> ConnectHttp2Async(string serverName = "alpha.clusters.sallyport.internal") =>
        RawHttp2Connection.OpenAsync(Port, serverName);

    /// <summary>A client that changes nothing of a target, over the HTTP version asked for.</summary>
    internal HttpClient Client(Version version, int? port = null) =>
        new(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port ?? Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri($"https://alpha.clusters.sallyport.internal:{port ?? Port}"),
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
