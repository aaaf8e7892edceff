using Sallyport.Access.Enforcement;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Agents join once, come back as themselves, and leave when they are told to.</summary>
public sealed class AgentTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private ClusterDirectory Directory => rig.Services.GetRequiredService<ClusterDirectory>();

    [Fact]
    [CatalogueRow(197)]
    public async Task JoinToken_UsedTwiceOrUnknown_IsRefused()
    {
        var ticket = await Directory.CreateAsync("once", new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        ticket.Manifest.Should().Contain(ticket.Token).And.Contain("kind: Deployment");

        (await EnrolAsync(ticket.Token)).Error.Should().BeNull();
        (await EnrolAsync(ticket.Token)).Error.Should().Contain("used before");
        (await EnrolAsync("spj_unknown")).Error.Should().Contain("unknown");
        (await EnrolAsync(null)).Error.Should().Contain("needed");
    }

    [Fact]
    public async Task JoinToken_AskedAgainWithTheSameKey_GivesTheLostAnswerAgain()
    {
        var ticket = await Directory.CreateAsync("again", new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var first = await EnrolAsync(ticket.Token, key: key);
        var second = await EnrolAsync(ticket.Token, key: key);

        first.Error.Should().BeNull();
        second.Error.Should().BeNull();
        (await EnrolAsync(ticket.Token)).Error.Should().Contain("used before");
    }

    [Fact]
    [CatalogueRow(199)]
    public async Task SecondAgent_WhileTheFirstAnswers_IsRefusedAndGetsNoRequests()
    {
        var first = rig.Cluster.Session;
        await using var second = await RecordingAgent.StartAsync(rig, rig.Agent.Certificate);
        for (var i = 0; i < 5; i++)
        {
            await using var connection = await rig.ConnectAsync();
            await connection.AskAsync("GET /api/v1/namespaces/shop/pods", $"Authorization: Bearer {rig.Developer}", "Connection: close");
            (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        }

        second.Requests.Should().BeEmpty();
        rig.Cluster.Session.Should().BeSameAs(first);
    }

    [Fact]
    [CatalogueRow(216)]
    public async Task Cluster_Removed_CutsTheTunnelAndTheCertificateWithIt()
    {
        var ticket = await Directory.CreateAsync("leaving", new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        await using var agent = await RecordingAgent.JoinAsync(rig, ticket.Token);
        await Eventually.TrueAsync(() => ticket.Cluster.Session is not null);

        (await Directory.RemoveAsync("leaving", CancellationToken.None)).Should().Contain("kubectl delete");

        await Eventually.TrueAsync(() => ticket.Cluster.Session is null);
        rig.Services.GetRequiredService<ClusterRegistry>().Find("leaving").Should().BeNull();
        await using var connection = await rig.ConnectAsync("leaving.clusters.sallyport.internal");
        await connection.AskAsync("GET /api/v1/namespaces/shop/pods", $"Authorization: Bearer {rig.Admin}");
        (await connection.AnswerAsync()).Status.Should().Be(404);
    }

    [Fact]
    public async Task Agent_Gone_Is503WithHowLong_AndBackWhenItIsBack()
    {
        var ticket = await Directory.CreateAsync("coming", new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        await AskAsync(503, "No agent has joined");
        var agent = await RecordingAgent.JoinAsync(rig, ticket.Token);
        await Eventually.TrueAsync(() => ticket.Cluster.Session is not null);
        await AskAsync(200, "PodList");

        await agent.DisposeAsync();
        await Eventually.TrueAsync(() => ticket.Cluster.Session is null);
        await AskAsync(503, "has been away for");

        await using var back = await RecordingAgent.StartAsync(rig, agent.Certificate);
        await Eventually.TrueAsync(() => ticket.Cluster.Session is not null);
        await AskAsync(200, "PodList");
    }

    [Fact]
    [CatalogueRow(216)]
    public async Task Rejoin_WhileAnAgentIsNotInStepYet_CutsItOff()
    {
        var ticket = await Directory.CreateAsync("stolen", new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // It leaves the first question open, so as never to be in step, and answers whoever asks whether it is there.
        await using var thief = await RecordingAgent.JoinAsync(rig, ticket.Token, async context =>
        {
            if (context.Request.Path == TunnelProtocol.FactsPath && asked.TrySetResult())
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await RecordingAgent.HonestAsync(context);
        });
        await asked.Task;

        var anew = await Directory.RejoinAsync("stolen", Ceiling.Admin, CancellationToken.None);
        await using var owner = await RecordingAgent.JoinAsync(rig, anew.Token);

        await Eventually.TrueAsync(() => ticket.Cluster.Session is not null);
        rig.Services.GetRequiredService<AgentRegistry>().IsConnected(ticket.Cluster.Id, owner.Certificate.SerialNumber).Should().BeTrue();
    }

    [Theory]
    [InlineData(TunnelProtocol.FactsPath)]
    [InlineData(TunnelProtocol.WantedPath)]
    public async Task Agent_AnsweringWithoutEnd_IsLetGo(string path)
    {
        var name = path == TunnelProtocol.FactsPath ? "endless-facts" : "endless-wanted";
        var ticket = await Directory.CreateAsync(name, new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = await RecordingAgent.JoinAsync(rig, ticket.Token, async context =>
        {
            if (context.Request.Path != path)
            {
                await RecordingAgent.HonestAsync(context);
                return;
            }

            await SayMuchAsync(context);
            letGo.TrySetResult();
        });

        await letGo.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    [CatalogueRow(251)]
    public async Task Enrolment_GivenOrRefused_IsInTheAudit()
    {
        var ticket = await Directory.CreateAsync("audited", new Dictionary<string, string>(), Ceiling.Admin, CancellationToken.None);
        await EnrolAsync(ticket.Token);
        await EnrolAsync(ticket.Token);

        IReadOnlyList<AuditEventRow> events = [];
        await Eventually.TrueAsync(async () =>
        {
            events = await rig.Services.GetRequiredService<AuditReader>()
                .ReadLastAsync(new AuditQuery { Source = "agent", Verb = "join" }, 1000, CancellationToken.None);
            return events.Count(e => e.Json.Contains("cluster audited was used before", StringComparison.Ordinal)) == 1;
        });

        events.Should().Contain(e => e.Cluster == "audited" && e.Allowed == true);
        events.Should().NotContain(e => e.Json.Contains(ticket.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Renewal_ByTheCertificateInForce_GivesAnotherOfTheSameEnrolment()
    {
        var answer = await EnrolAsync(null, rig.Agent.Certificate);

        answer.Error.Should().BeNull();
        answer.Cluster.Should().Be("alpha");
        using var renewed = X509Certificate2.CreateFromPem(answer.Certificate!);
        SerialNumber.SameEnrolment(renewed.SerialNumber, rig.Agent.Certificate.SerialNumber).Should().BeTrue();
        renewed.SerialNumber.Should().NotBe(rig.Agent.Certificate.SerialNumber);
    }

    /// <summary>More than the hub may ever keep; returns when it lets go of the stream.</summary>
    private static async Task SayMuchAsync(HttpContext context)
    {
        var much = new byte[1024 * 1024];
        much.AsSpan().Fill((byte)' ');
        try
        {
            for (var i = 0; i < 64; i++)
            {
                await context.Response.Body.WriteAsync(much, context.RequestAborted);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Let go.
        }
    }

    private async Task AskAsync(int status, string words)
    {
        await using var connection = await rig.ConnectAsync("coming.clusters.sallyport.internal");
        await connection.AskAsync("GET /api/v1/namespaces/shop/pods", $"Authorization: Bearer {rig.Admin}", "Connection: close");
        var head = await connection.HeadAsync();
        head.Should().StartWith($"HTTP/1.1 {status}");
        var body = System.Text.Encoding.UTF8.GetString(await connection.RestAsync());
        body.Should().Contain(words);
        if (status == 503)
        {
            head.Should().NotContain("Retry-After", "kubectl would try for a minute before it said anything");
        }
    }

    private async Task<EnrollmentAnswer> EnrolAsync(string? token, X509Certificate2? current = null, ECDsa? key = null)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=agent", key ?? fresh, HashAlgorithmName.SHA256);
        return await EnrollmentClient.EnrollAsync(
            RecordingAgent.Dial(rig, current),
            new EnrollmentRequest(token, Convert.ToBase64String(request.CreateSigningRequest()), "test"),
            CancellationToken.None);
    }
}
