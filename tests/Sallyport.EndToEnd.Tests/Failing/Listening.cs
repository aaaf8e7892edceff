using System.Net.Sockets;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>Waiting for a program's port.</summary>
internal static class Listening
{
    public static Task OnAsync(int port, RunningProcess process) => Eventually.HoldsAsync(
        async () =>
        {
            process.HasExited.Should().BeFalse("it should be listening: {0}", process.Describe().Replace('{', '(').Replace('}', ')'));
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        },
        TimeSpan.FromSeconds(20),
        $"something listens on {port}");
}
