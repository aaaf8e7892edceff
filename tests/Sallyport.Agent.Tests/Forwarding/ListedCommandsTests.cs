using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Tests.Support;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Agent.Tests.Forwarding;

/// <summary>Of a group of listed commands the agent runs those alone, whatever the hub lets through.</summary>
public sealed class ListedCommandsTests
{
    private const string Pod = "/api/v1/namespaces/shop/pods/web";
    private static readonly string Group = new ImpersonatedGroup("project-read-only", 1, GroupVariant.Commands, "shop").Name;

    private static readonly byte[] OpenErrorStream = [0x80, 3, 0, 1, 1, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] EndOfErrorStream = [0, 0, 0, 1, 1, 0, 0, 0];
    private static readonly byte[] Ping = [0x80, 3, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1];
    private static readonly byte[] Reset = [0x80, 3, 0, 3, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 5];
    private static readonly byte[] GoAway = [0x80, 3, 0, 7, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0];
    private static readonly byte[] WindowUpdate = [0x80, 3, 0, 9, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 1, 0];
    private static readonly byte[] Input = [0, 0, 0, 3, 0, 0, 0, 2, (byte)'h', (byte)'i'];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData($"{Pod}/exec?command=id&stdout=true")]
    [InlineData($"{Pod}/exec?command=ls&stdin=true&stdout=true")]
    [InlineData($"{Pod}/exec?command=ls&stdout=true&tty=true")]
    [InlineData($"{Pod}/exec?command=cat&command=..&stdout=true")]
    [InlineData($"{Pod}/exec")]
    [InlineData($"{Pod}/attach?stdout=true")]
    [InlineData($"{Pod}/portforward?ports=80")]
    public async Task Upgrade_OfWhatIsNotListed_ReachesNoCluster(string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await StartAsync(upstream);

        await using var upgrade = await OpenAsync(agent, target);

        upgrade.Response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        upstream.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("GET", "/api/v1/namespaces/shop/pods")]
    [InlineData("GET", "/api/v1/namespaces/shop/secrets")]
    [InlineData("POST", $"{Pod}/exec?command=id")]
    public async Task Request_ThatIsNoListedCommand_ReachesNoCluster(string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await StartAsync(upstream);
        using var request = AgentUnderTest.Request(method, target, group: Group);

        using var response = await agent.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        upstream.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Upgrade_OfAListedCommand_CarriesWhatAClientWithoutInputSends()
    {
        await using var upstream = await RecordingApiServer.StartAsync(EchoAsync);
        await using var agent = await StartAsync(upstream);

        await using var upgrade = await OpenAsync(agent, $"{Pod}/exec?command=ls&command=%2F&stdout=true");

        upgrade.IsUpgraded.Should().BeTrue();
        byte[] sent = [.. OpenErrorStream, .. EndOfErrorStream, .. Ping, .. Reset, .. GoAway, .. WindowUpdate];
        await upgrade.Stream.WriteAsync(sent, Stop);
        await upgrade.Stream.FlushAsync(Stop);
        var echoed = new byte[sent.Length];
        await upgrade.Stream.ReadExactlyAsync(echoed, Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);
        echoed.Should().Equal(sent);
        upstream.Requests.Should().ContainSingle().Which.Lines("Impersonate-Group").Should().Equal(Group);
    }

    /// <summary>The kubelet counts a client's streams and does not look at which they are: what is sent on one is cut off here.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Upgrade_WithInputOnAStreamOfTheClients_IsCutBeforeItArrives(int atOnce)
    {
        var arrived = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await RecordingApiServer.StartAsync(context => CollectAsync(context, arrived));
        await using var agent = await StartAsync(upstream);
        await using var upgrade = await OpenAsync(agent, $"{Pod}/exec?command=ls&stdout=true");

        byte[] sent = [.. OpenErrorStream, .. Input];
        foreach (var part in sent.Chunk(atOnce))
        {
            try
            {
                await upgrade.Stream.WriteAsync(part, Stop);
                await upgrade.Stream.FlushAsync(Stop);
            }
            catch (IOException)
            {
                // It was cut already.
            }
        }

        var seen = await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
        seen.Should().NotContain((byte)'h').And.NotContain((byte)'i');
    }

    /// <summary>
    /// The kubelet reads of a ping four bytes, of a reset eight and of settings as many as they count, whatever length stands
    /// before them; what is left over it reads as the next frame.
    /// </summary>
    [Theory]
    [InlineData(3, 6, 4)]
    [InlineData(3, 3, 8)]
    [InlineData(3, 4, 4)]
    [InlineData(3, 7, 8)]
    [InlineData(3, 9, 8)]
    [InlineData(3, 2, 4)]
    [InlineData(3, 8, 4)]
    [InlineData(3, 5, 0)]
    [InlineData(7, 6, 4)]
    public async Task Upgrade_WithInputInsideAControlFrame_IsCutBeforeItArrives(byte version, byte type, byte read)
    {
        byte[] frame = [0x80, version, 0, type, 0, 0, 0, (byte)(read + Input.Length), .. new byte[read], .. Input];

        (await ArrivedOfAsync(frame)).Should().NotContain((byte)'h').And.NotContain((byte)'i');
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(3, 0)]
    [InlineData(6, 0)]
    [InlineData(7, 0)]
    [InlineData(9, 0)]
    public async Task Upgrade_WithAControlFrameThatIsTooShort_IsCutBeforeWhatFollows(byte type, byte length)
    {
        byte[] frame = [0x80, 3, 0, type, 0, 0, 0, length, .. new byte[length], (byte)'h'];

        (await ArrivedOfAsync(frame)).Should().NotContain((byte)'h');
    }

    private static async Task<byte[]> ArrivedOfAsync(byte[] frame)
    {
        var arrived = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await RecordingApiServer.StartAsync(context => CollectAsync(context, arrived));
        await using var agent = await StartAsync(upstream);
        await using var upgrade = await OpenAsync(agent, $"{Pod}/exec?command=ls&stdout=true");
        await upgrade.Stream.WriteAsync((byte[])[.. OpenErrorStream, .. frame], Stop);
        await upgrade.Stream.FlushAsync(Stop);
        return await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
    }

    private static Task<AgentUnderTest> StartAsync(RecordingApiServer upstream) =>
        AgentUnderTest.StartAsync(upstream, groups: [Group], commands: [new GroupCommands(Group, ["ls **", "cat *"])]);

    private static Task<HubUpgrade> OpenAsync(AgentUnderTest agent, string target) => HubUpgrade.OpenAsync(
        agent.Hub,
        new UpgradeRequest
        {
            Method = "POST",
            Target = target,
            Protocol = "SPDY/3.1",
            Headers = [new(TunnelHeaders.User, AgentUnderTest.User), new(TunnelHeaders.Group, Group), new("x-stream-protocol-version", "v4.channel.k8s.io")],
        },
        Stop).WaitAsync(TimeSpan.FromSeconds(20), Stop);

    private static async Task EchoAsync(HttpContext context)
    {
        var stream = await SwitchAsync(context);
        await stream.CopyToAsync(stream);
    }

    private static async Task CollectAsync(HttpContext context, TaskCompletionSource<byte[]> arrived)
    {
        using var seen = new MemoryStream();
        try
        {
            await (await SwitchAsync(context)).CopyToAsync(seen);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // The agent broke off, as it should.
        }

        arrived.TrySetResult(seen.ToArray());
    }

    private static Task<Stream> SwitchAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "SPDY/3.1";
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }
}
