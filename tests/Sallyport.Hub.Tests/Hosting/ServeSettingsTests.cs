using System.Collections;
using Microsoft.Extensions.Logging;
using Sallyport.Hub.Hosting;
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
    [InlineData("- a\n- b\n", "mapping")]
    [InlineData("a: {\n", "not well-formed YAML")]
    public void File_NotUnderstood_IsRefusedByName(string text, string named) =>
        FluentRead(Write(text), new Hashtable()).Should().Throw<StartFailure>().WithMessage($"*{named}*");

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

    private string Write(string text)
    {
        var file = _folder.File("hub.yaml");
        File.WriteAllText(file, text);
        return file;
    }
}
