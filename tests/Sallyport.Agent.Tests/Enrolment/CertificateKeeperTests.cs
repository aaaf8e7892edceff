using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Enrolment;
using Sallyport.Agent.Hosting;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Agent.Tests.Enrolment;

/// <summary>An agent gets its certificate once by token, keeps it, and renews it by itself; against a hub's real way of enrolling.</summary>
public sealed class CertificateKeeperTests : IDisposable
{
    private readonly TestPki _pki = new();
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("sallyport-agent-").FullName, "data");
    private readonly ConcurrentQueue<(EnrollmentRequest Request, AgentIdentity? By)> _asked = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(_folder, "agent.pem");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public async Task Obtain_WithAToken_JoinsAndKeepsKeyAndCertificateForItselfAlone()
    {
        await using var hub = await HubAsync(issue: (_, csr) => _pki.Sign(csr, TimeSpan.FromHours(-1), TimeSpan.FromDays(30)));

        var certificate = await Keeper(hub, token: "spj_once").ObtainAsync(Stop);

        certificate.HasPrivateKey.Should().BeTrue();
        _asked.Should().ContainSingle().Which.Request.Token.Should().Be("spj_once");
        File.GetUnixFileMode(KeyFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Obtain_AfterARestart_AsksNobody()
    {
        await using var hub = await HubAsync(issue: (_, csr) => _pki.Sign(csr, TimeSpan.FromHours(-1), TimeSpan.FromDays(30)));
        var first = await Keeper(hub, token: "spj_once").ObtainAsync(Stop);

        var second = await Keeper(hub, token: null).ObtainAsync(Stop);

        second.Thumbprint.Should().Be(first.Thumbprint);
        _asked.Should().ContainSingle();
    }

    [Fact]
    public async Task Obtain_AnswerLostOnItsWay_AsksAgainWithTheSameKey()
    {
        var answers = 0;
        await using var hub = await HubAsync(issue: (_, csr) => ++answers == 1
            ? new string('x', 100_000) // more than a frame takes: the agent sees the connection end
            : _pki.Sign(csr, TimeSpan.FromHours(-1), TimeSpan.FromDays(30)));

        await Keeper(hub, token: "spj_once").ObtainAsync(Stop);

        _asked.Select(asked => Fingerprint(asked.Request.Csr)).Distinct().Should().ContainSingle("the hub answers a used token for its key alone");
        _asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task Renew_WhenTwoThirdsOfTheLifeAreOver_AsksByTheCurrentCertificateAndANewKey()
    {
        var issued = 0;
        await using var hub = await HubAsync(issue: (_, csr) => ++issued == 1
            ? _pki.Sign(csr, TimeSpan.FromDays(-25), TimeSpan.FromDays(5))
            : _pki.Sign(csr, TimeSpan.FromHours(-1), TimeSpan.FromDays(25)));
        var keeper = Keeper(hub, token: "spj_once");
        var first = await keeper.ObtainAsync(Stop);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var renewing = keeper.RenewAsync(over.Token);
        while (keeper.Certificate!.Thumbprint == first.Thumbprint)
        {
            await Task.Delay(10, Stop);
        }

        await over.CancelAsync();
        await FluentActions.Awaiting(() => renewing).Should().ThrowAsync<OperationCanceledException>();
        var (request, by) = _asked.Last();
        request.Token.Should().BeNull();
        by!.ClusterName.Should().Be("shop");
        Fingerprint(request.Csr).Should().NotBe(Fingerprint(_asked.First().Request.Csr));
        (await new FolderKeyStore(_folder).LoadAsync(Stop))!.Certificate()!.Thumbprint.Should().Be(keeper.Certificate.Thumbprint);
    }

    [Fact]
    public async Task Obtain_CertificateOfAnotherCluster_IsNotTaken()
    {
        await using var hub = await HubAsync(issue: (_, csr) => _pki.Sign(csr, TimeSpan.FromHours(-1), TimeSpan.FromDays(30)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var keeper = Keeper(hub, token: "spj_once", cluster: "payments");

        var obtaining = keeper.ObtainAsync(over.Token);
        while (_asked.IsEmpty)
        {
            await Task.Delay(10, Stop);
        }

        await over.CancelAsync();
        await FluentActions.Awaiting(() => obtaining).Should().ThrowAsync<OperationCanceledException>();
        keeper.Certificate.Should().BeNull();
    }

    private static string Fingerprint(string csr) => Convert.ToHexString(SHA256.HashData(Load(csr).PublicKey.ExportSubjectPublicKeyInfo()));

    private static CertificateRequest Load(string csr) => CertificateRequest.LoadSigningRequest(
        Convert.FromBase64String(csr), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default);

    private async Task<TestHub> HubAsync(Func<EnrollmentRequest, string, string> issue) => await new TestHub
    {
        Options = _pki.HubOptions(),
        Enroll = (request, by) =>
        {
            _asked.Enqueue((request, by));
            return new EnrollmentAnswer(issue(request, request.Csr), "shop");
        },
    }.StartAsync();

    private CertificateKeeper Keeper(TestHub hub, string? token, string? cluster = null)
    {
        var nobody = KubernetesEndpoint.WithToken(new Uri("http://127.0.0.1:1"), "unused");
        var options = new AgentOptions
        {
            Hub = hub.Address,
            HubAuthorities = [_pki.HubAuthority],
            Cluster = cluster,
            JoinToken = token,
            Forwarder = nobody,
            Reconciler = nobody,
        };
        TunnelClientOptions Dial(X509Certificate2? certificate) => new()
        {
            Hub = hub.Address,
            HubAuthorities = [_pki.HubAuthority],
            Certificate = () => certificate,
            Proxy = null,
        };
        return new CertificateKeeper(new FolderKeyStore(_folder), Dial, options, NullLogger<CertificateKeeper>.Instance);
    }
}
