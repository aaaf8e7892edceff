using System.Net.Sockets;
using System.Security.Cryptography;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Streaming;

/// <summary>Every stream carries twenty megabytes each way byte for byte, and ends as it would without Sallyport.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class TransferTests(SharedHub shared)
{
    private const int Size = 20 * 1024 * 1024;
    private static readonly byte[] Payload = RandomNumberGenerator.GetBytes(Size);

    public static TheoryData<string> Versions => ["1.20", "1.32", "1.36"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Exec_WithTwentyMegabytesThroughCat_ReturnsThemWhole(string version)
    {
        var (place, kubectl) = await AdminAsync(version);

        // cat ends only when told that its input has: the half-close arrives, and everything after it comes back.
        var result = await kubectl.RunAsync(Payload, "exec -i <pod> -n <ns> -- cat".For(place));

        ShouldBeThePayload(result.Succeeded().OutputBytes);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Exec_AfterItsInputEnds_StillSaysWhatItCounted(string version)
    {
        var (place, kubectl) = await AdminAsync(version);

        var result = await kubectl.RunAsync(Payload, "exec -i <pod> -n <ns> -- wc -c".For(place));

        result.Succeeded().Output.Trim().Should().Be($"{Size}");
    }

    [Theory]
    [InlineData("1.20", 0)]
    [InlineData("1.20", 7)]
    [InlineData("1.36", 0)]
    [InlineData("1.36", 137)]
    public async Task Exec_OfACommandThatFails_ReturnsItsExitCode(string version, int code)
    {
        var (place, kubectl) = await AdminAsync(version);

        var result = await kubectl.RunAsync([.. "exec <pod> -n <ns> -- sh -c".For(place), $"echo out; echo err >&2; exit {code}"]);

        result.ExitCode.Should().Be(code, "{0}", result);
        result.Output.Should().Be("out\n");
        result.Errors.Should().StartWith("err\n");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Cp_OfTwentyMegabytesThereAndBack_KeepsEveryByte(string version)
    {
        var (place, kubectl) = await AdminAsync(version);
        using var folder = new HubPlace();
        var sent = Path.Combine(folder.Data, "sent");
        var returned = Path.Combine(folder.Data, "returned");
        await File.WriteAllBytesAsync(sent, Payload, TestContext.Current.CancellationToken);

        (await kubectl.RunAsync(["cp", sent, $"{place.Namespace}/{place.Pod}:/tmp/payload-{version}"])).Succeeded();
        (await kubectl.RunAsync(["cp", $"{place.Namespace}/{place.Pod}:/tmp/payload-{version}", returned])).Succeeded();

        ShouldBeThePayload(await File.ReadAllBytesAsync(returned, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task LogsFollow_OfTwentyMegabytes_DeliversEveryLine(string version)
    {
        var (place, kubectl) = await AdminAsync(version);
        var pod = $"talker-{version.Replace('.', '-')}";
        // A hundred thousand numbered lines of two hundred characters, and then it ends; so does the follower.
        var script = "i=0; p=$(printf %190s | tr ' ' x); while [ $i -lt 110000 ]; do echo \"$i $p\"; i=$((i+1)); done";
        (await shared.Real.Admin.RunAsync(
            ["run", pod, "-n", place.Namespace, "--image", Machine.Image, "--restart=Never", "--command", "--", "sh", "-c", script])).Succeeded();
        // Begun is enough, and Ready too much to ask: on a quick machine the pod has ended before the kubelet first says so.
        await Eventually.HoldsAsync(
            async () => (await shared.Real.Admin.RunAsync("get", "pod", pod, "-n", place.Namespace, "-o", "jsonpath={.status.phase}")).Output is "Running" or "Succeeded",
            TimeSpan.FromSeconds(60),
            "the pod has begun");

        var result = await kubectl.RunAsync("logs", "-f", pod, "-n", place.Namespace);

        var lines = result.Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        result.OutputBytes.Length.Should().BeGreaterThan(Size);
        lines.Should().HaveCount(110000);
        lines.Select((line, number) => line.StartsWith($"{number} x", StringComparison.Ordinal)).Should().NotContain(false);
        await shared.Real.Admin.RunAsync("delete", "pod", pod, "-n", place.Namespace, "--wait=false");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task PortForward_OfTwentyMegabytesEachWay_KeepsEveryByte(string version)
    {
        var (place, kubectl) = await AdminAsync(version);
        var cancellation = TestContext.Current.CancellationToken;
        await using var echo = shared.Real.Admin.Start("exec <pod> -n <ns> -- nc -l -p 9000 -e cat".For(place));
        await Eventually.HoldsAsync(
            async () => (await shared.Real.Admin.RunAsync("exec <pod> -n <ns> -- grep -q :2328 /proc/net/tcp6".For(place))).ExitCode == 0,
            TimeSpan.FromSeconds(30),
            "the echo listens");
        await using var forward = kubectl.Start("port-forward <pod> :9000 -n <ns>".For(place));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", await ForwardedPort.OfAsync(forward), cancellation);
        var stream = socket.GetStream();

        // Both ways at once. Half-close stays out of it: containerd ends the connection when either side has.
        var answer = new byte[Size];
        await Task.WhenAll(
            stream.WriteAsync(Payload, cancellation).AsTask(),
            stream.ReadExactlyAsync(answer, cancellation).AsTask());

        ShouldBeThePayload(answer);
    }

    private static void ShouldBeThePayload(byte[] bytes)
    {
        bytes.Length.Should().Be(Size);
        SHA256.HashData(bytes).Should().Equal(SHA256.HashData(Payload));
    }

    private async Task<(Place Place, Kubectl Kubectl)> AdminAsync(string version) =>
        (await shared.PlaceInAsync(RealCluster.Name), shared.Hub.Admin.Kubectl(RealCluster.Name, version));
}
