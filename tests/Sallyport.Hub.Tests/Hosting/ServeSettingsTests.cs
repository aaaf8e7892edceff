using System.Collections;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Hosting;

/// <summary>What the hub is told it either understands or refuses by name.</summary>
public sealed class ServeSettingsTests : IDisposable
{
    private static readonly Dictionary<string, string> Flags = new() { ["data"] = "/tmp/x", ["gateway-names"] = "hub.example.com, 10.0.0.1" };
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Settings_FromThreePlaces_TheLaterOneWins()
    {
        var file = Write("gateway-port: 1000\nconsole-port: 1001\nlog-level: warning\n");
        var environment = new Hashtable { ["SALLYPORT_CONSOLE_PORT"] = "2001", ["SALLYPORT_LOG_LEVEL"] = "Error", ["PATH"] = "/bin" };

        var options = ServeSettings.Read(file, environment, new Dictionary<string, string>(Flags) { ["log-level"] = "debug" });

        (options.GatewayPort, options.ConsolePort, options.LogLevel).Should().Be((1000, 2001, LogLevel.Debug));
        options.GatewayNames.Should().Equal("hub.example.com", "10.0.0.1");
    }

    [Theory]
    [InlineData("gatway-port: 1\n", "gatway-port")]
    [InlineData("gateway-port: [1]\n", "gateway-port")]
    [InlineData("gateway-port: many\n", "gateway-port")]
    [InlineData("gateway-port: 70000\n", "gateway-port")]
    [InlineData("log-level: loud\n", "log-level")]
    [InlineData("limit-connections: 0\n", "limit-connections")]
    [InlineData("limit-open-per-user: -1\n", "limit-open-per-user")]
    [InlineData("limit-requests-per-user: 100\n", "limit-requests-per-user")]
    [InlineData("limit-requests-per-user: 0/10\n", "limit-requests-per-user")]
    [InlineData("audit-retention: 0\n", "audit-retention")]
    [InlineData("audit-spool-limit: much\n", "audit-spool-limit")]
    [InlineData("trusted-proxies: 10.0.0.0/33\n", "trusted-proxies")]
    [InlineData("- a\n- b\n", "mapping")]
    [InlineData("a: {\n", "not well-formed YAML")]
    public void File_NotUnderstood_IsRefusedByName(string text, string named) =>
        FluentRead(Write(text), new Hashtable()).Should().Throw<StartFailure>().WithMessage($"*{named}*");

    [Fact]
    public void Limits_Given_HoldAndTheOthersAreTheirDefaults()
    {
        var file = Write("limit-requests-per-user: 7/8\nlimit-strangers-per-address: off\nlimit-shells-per-user: 9\ntrusted-proxies: 10.0.0.0/8, 192.0.2.1\n");

        var options = ServeSettings.Read(file, new Hashtable(), Flags);

        options.Limits.Should().Be(new HubLimits { RequestsPerUser = new Rate(7, 8), StrangersPerAddress = null, ShellsPerUser = 9 });
        options.TrustedProxies.Should().Equal(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("192.0.2.1/32"));
    }

    [Theory]
    [InlineData("audit-retention: 7\n", 7)]
    [InlineData("audit-retention: off\n", null)]
    [InlineData("audit-low-disk: 5\n", 90)]
    public void Retention_Given_IsInDays(string text, int? days) =>
        ServeSettings.Read(Write(text), new Hashtable(), Flags).Audit.Retention.Should().Be(days is { } some ? TimeSpan.FromDays(some) : null);

    [Fact]
    public void Limits_All_AreInTheDocumentation()
    {
        var documentation = File.ReadAllText(Documentation());

        LimitSettings.All.Concat(AuditSettings.All).Should().OnlyContain(setting => documentation.Contains($"`{setting.Name}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Environment_UnknownVariable_IsRefusedByName() =>
        FluentRead(null, new Hashtable { ["SALLYPORT_GATWAY_PORT"] = "1" })
            .Should().Throw<StartFailure>().WithMessage("*SALLYPORT_GATWAY_PORT*");

    [Fact]
    public void Settings_Missing_SaysWhereTheyCanStand() =>
        ((Action)(() => ServeSettings.Read(null, new Hashtable(), new Dictionary<string, string>())))
            .Should().Throw<StartFailure>().WithMessage("*--data*SALLYPORT_DATA*");

    public void Dispose() => _folder.Dispose();

    private static Action FluentRead(string? file, IDictionary environment) => () => ServeSettings.Read(file, environment, Flags);

    private static string Documentation([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/limits.md");

    private string Write(string text)
    {
        var file = _folder.File("hub.yaml");
        File.WriteAllText(file, text);
        return file;
    }
}
