using System.Net.Sockets;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Tests.Support;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Doors;

/// <summary>
/// The first door is broken on purpose: a hub that lets everything through and says anything, byte by byte. Nothing of it
/// reaches kube-apiserver under a name or a group that could do harm.
/// </summary>
public sealed class TakenOverHubTests
{
    private const string User = "sallyport:alice";
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const string Base = "sallyport:project-admin:1:base:ns:shop";
    private const string KeysOnly = "sallyport:project-admin:1:keys-only:ns:shop";
    private const string Secrets = "sallyport:project-admin:1:secrets:ns:shop";

    /// <summary>Rows 144 to 147 and 149: the users and groups of each lie, a line each, separated by a bar.</summary>
    public static TheoryData<string, string> Lies => new()
    {
        { "", Base },
        { " ", Base },
        { "alice", Base },
        { "kubernetes-admin", Base },
        { "system:admin", Base },
        { "system:serviceaccount:sallyport-agent:sallyport-reconciler", Base },
        { "sallyport:", Base },
        { "sallyport:alice|sallyport:bob", Base },
        { "sallyport:alice|system:admin", Base },
        { "sallyport:alice,system:admin", Base },
        { "sallyport:alice\r\nImpersonate-Group: system:masters", Base },
        { "sallyport:alice\nImpersonate-Group: system:masters", Base },
        { "sallyport:alice\0", Base },
        { User, "" },
        { User, "system:masters" },
        { User, "system:authenticated" },
        { User, "kubeadm:cluster-admins" },
        { User, $"{Base}|{Secrets}" },
        { User, $"{Base}|system:masters" },
        { User, $"{Base}|{Base}" },
        { User, $"{Base}, system:masters" },
        { User, $"{Base},system:masters" },
        { User, $"{Base}\r\nImpersonate-Group: system:masters" },
        { User, $"{Base}\nImpersonate-Group: system:masters" },
        { User, "sallyport:project-admin:1:base:ns:shop:payments" },
        { User, "sallyport:project-admin:1:root:ns:shop" },
        { User, "sallyport:project-admin:1:member:ns:shop" },
        { User, "sallyport:project-admin:1:base:cluster:shop" },
        { User, "sallyport:member:ns:shop" },
    };

    /// <summary>Groups that are there, for requests that they are not for.</summary>
    public static TheoryData<string, string, string> Mismatches => new()
    {
        { "GET", Pods, "sallyport:member" },
        { "GET", "/api/v1/namespaces/shop/secrets", "sallyport:member" },
        { "GET", "/metrics", "sallyport:member" },
        { "GET", "/api/v1/namespaces", "sallyport:member" },
        { "POST", "/apis/authentication.k8s.io/v1/tokenreviews", "sallyport:member" },
        { "GET", "/api/v1/namespaces/payments/pods", Base },
        { "GET", "/api/v1/pods", Base },
        { "GET", "/metrics", Base },
        { "GET", "/api/v1/nodes", Base },
        { "GET", "/api/v1/namespaces/shop/secrets", Base },
        { "DELETE", "/api/v1/namespaces/shop/secrets?dryRun=All", Base },
        { "PATCH", "/api/v1/namespaces/shop/pods/web/ephemeralcontainers", Base },
        { "GET", "/api/v1/namespaces/shop/pods/web/proxy", Base },
        { "GET", "/api/v1/nodes/node1/proxy/exec/shop/web/web", "sallyport:project-admin:1:base:cluster" },
        { "GET", Pods, Secrets },
        { "GET", "/api/v1/secrets", Secrets },
        { "GET", Pods, "sallyport:project-admin:1:shell:ns:shop" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Identity_ThatIsALie_ReachesNobody(string users, string groups)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        var answer = await SayAsync(agent, "GET", Pods, users, groups);

        // A line break ends the stream before there is a request at all.
        answer.Status.Should().Be((users + groups).Any(char.IsControl) ? 0 : 403, answer.Text);
        upstream.Requests.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Mismatches))]
    public async Task Group_ThatIsNotForTheRequest_IsNotLent(string method, string target, string group)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        var answer = await SayAsync(agent, method, target, User, group);

        answer.Status.Should().Be(403, answer.Text);
        upstream.Requests.Should().BeEmpty();
    }

    /// <summary>What the two tests above send is refused for what is in it, not for how it is sent.</summary>
    [Theory]
    [InlineData("GET", Pods, Base)]
    [InlineData("GET", Pods, "sallyport:project-admin:1:base:cluster")]
    [InlineData("GET", "/api/v1/namespaces/shop/secrets", Secrets)]
    [InlineData("GET", "/apis", "sallyport:member")]
    [InlineData("GET", "/apis", Base)]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Secrets)]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", KeysOnly)]
    public async Task Identity_ThatIsTrue_IsLentToTheRequest(string method, string target, string group)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        var answer = await SayAsync(agent, method, target, User, group);

        answer.Status.Should().Be(200, answer.Text);
        var received = upstream.Requests.Should().ContainSingle().Subject;
        received.Lines("Impersonate-User").Should().Equal(User);
        received.Lines("Impersonate-Group").Should().Equal(group);
    }

    [Theory]
    [InlineData("impersonate-user", "system:admin")]
    [InlineData("impersonate-group", "system:masters")]
    [InlineData("impersonate-uid", "0")]
    [InlineData("impersonate-extra-scopes", "all")]
    [InlineData("x-remote-user", "system:admin")]
    [InlineData("x-remote-group", "system:masters")]
    [InlineData("authorization", "Bearer stolen")]
    [InlineData("cookie", "session=1")]
    public async Task IdentityHeader_SaidByTheHubItself_NeverReachesTheCluster(string name, string value)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        await SayAsync(agent, "GET", Pods, User, Base, new HeaderField(name, value));

        upstream.Requests.SelectMany(request => request.Lines(name)).Should().NotContain(value);
        upstream.Requests.SelectMany(request => request.Lines("Impersonate-Group")).Should().OnlyContain(group => group == Base);
    }

    /// <summary>Each ceiling against a hub that allows everything and names the group that would carry it.</summary>
    [Theory]
    [InlineData("read-only", "DELETE", "/api/v1/namespaces/shop/pods/web")]
    [InlineData("read-only", "GET", "/api/v1/namespaces/shop/secrets")]
    [InlineData("read-only", "GET", "/api/v1/secrets?watch=true")]
    [InlineData("read-only+shell", "GET", "/api/v1/namespaces/shop/secrets")]
    [InlineData("read-only+secrets", "POST", "/api/v1/namespaces/shop/pods/web/exec?command=sh")]
    [InlineData("read-only+secrets", "DELETE", "/api/v1/namespaces/shop/secrets/db")]
    [InlineData("read-only+secrets", "DELETE", "/api/v1/namespaces/shop/secrets?dryRun=All")]
    [InlineData("read-only+secrets+shell+port-forward", "POST", "/api/v1/namespaces/shop/pods")]
    [InlineData("read-only+secrets+shell+port-forward", "GET", "/api/v1/namespaces/shop/pods/web/proxy")]
    [InlineData("namespaced", "GET", "/api/v1/namespaces/shop/secrets")]
    [InlineData("namespaced", "POST", "/api/v1/namespaces/shop/pods/web/exec?command=sh")]
    [InlineData("namespaced+secrets+shell+port-forward", "POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings")]
    [InlineData("namespaced+secrets+shell+port-forward", "POST", "/api/v1/namespaces/shop/serviceaccounts/web/token")]
    [InlineData("namespaced+secrets+shell+port-forward", "PATCH", "/api/v1/nodes/node1/status")]
    [InlineData("namespaced+secrets+shell+port-forward", "GET", "/api/v1/nodes/node1/proxy/run/shop/web/web")]
    [InlineData("namespaced+secrets+shell+port-forward", "POST", "/apis/authentication.k8s.io/v1/tokenreviews")]
    [InlineData("namespaced+secrets+shell+port-forward", "GET", "/metrics")]
    public async Task Request_AboveTheCeiling_IsRefusedWhateverTheHubDecided(string ceiling, string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream, ceiling: Ceiling.Parse(ceiling));

        var answer = await SayAsync(agent, method, target, User, AgentUnderTest.GroupFor(method, target));

        answer.Status.Should().Be(403, answer.Text);
        upstream.Requests.Should().BeEmpty();
    }

    private static async Task<RawHttp2Answer> SayAsync(
        AgentUnderTest agent, string method, string target, string users, string groups, params HeaderField[] more)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, agent.Port, TestContext.Current.CancellationToken);
        await using var connection = await RawHttp2Connection.OverAsync(new NetworkStream(socket, ownsSocket: true));
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [
                new(":method", method), new(":scheme", "http"), new(":authority", TunnelProtocol.KubernetesAuthority), new(":path", target),
                .. Lines(TunnelHeaders.User, users), .. Lines(TunnelHeaders.Group, groups), .. more,
            ],
            endStream: true);
        return await connection.AnswerAsync(stream);
    }

    private static IEnumerable<HeaderField> Lines(string name, string values) => values.Split('|').Select(value => new HeaderField(name, value));
}
