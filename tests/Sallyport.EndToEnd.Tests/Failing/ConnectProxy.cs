using System.Globalization;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>tinyproxy as a company has it: CONNECT to the hub's port and nowhere else, idle connections cut.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private readonly RunningProcess _process;
    private readonly string _log;
    private readonly int _port;

    private ConnectProxy(RunningProcess process, string log, int port)
    {
        _process = process;
        _log = log;
        _port = port;
    }

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["HTTPS_PROXY"] = $"http://127.0.0.1:{_port}",
        ["NO_PROXY"] = "",
    };

    public static async Task<ConnectProxy> StartAsync(HubPlace place)
    {
        var program = Machine.Program("tinyproxy");
        var port = FreePort.Next();
        var folder = Directory.CreateDirectory(Path.Combine(place.Data, "tinyproxy")).FullName;
        var log = Path.Combine(folder, "log");
        var configuration = Path.Combine(folder, "tinyproxy.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            Port {port}
            Listen 127.0.0.1
            Timeout 60
            Allow 127.0.0.1
            ConnectPort {place.GatewayPort}
            LogFile "{log}"
            LogLevel Connect

            """));
        var process = RunningProcess.Start(program, ["-d", "-c", configuration]);
        await Listening.OnAsync(port, process);
        return new ConnectProxy(process, log, port);
    }

    public Task<string> SaidAsync() => File.ReadAllTextAsync(_log);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
