using System.Collections;
using System.Globalization;
using System.Net;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sallyport.Hub.Hosting;

/// <summary>One setting of <c>serve</c>.</summary>
/// <param name="Name">Its name in the file and on the command line.</param>
/// <param name="Shown">What stands for its value in the help.</param>
/// <param name="Description">What it does.</param>
internal sealed record ServeSetting(string Name, string Shown, string Description)
{
    public string EnvironmentName => ServeSettings.EnvironmentPrefix + Name.Replace('-', '_').ToUpperInvariant();
}

/// <summary>Reads the settings of <c>serve</c> from their three places; what is not understood is refused by name.</summary>
internal static class ServeSettings
{
    public const string EnvironmentPrefix = "SALLYPORT_";

    // Read by other programs that may share an environment with the hub.
    private static readonly string[] OthersVariables = ["SALLYPORT_CONFIG_HOME", "SALLYPORT_E2E_"];

    public static IReadOnlyList<ServeSetting> All { get; } =
    [
        new("data", "DIR", "The data folder: the SQLite database and the audit spool. Required."),
        new("address", "IP", "The address to listen on; by default all of the machine's."),
        new("gateway-port", "PORT", "The port for Kubernetes clients and agents; by default 6443."),
        new("console-port", "PORT", "The port for the console and the API; by default 8443."),
        new("gateway-names", "NAMES", "The DNS names and addresses of the gateway, separated by commas; the first one is given to agents. Required."),
        new("postgresql", "CONNECTION", "A PostgreSQL connection string, in place of SQLite."),
        new("agent-image", "IMAGE", "The agent's container image that manifests name; by default sallyport-agent:0.1.0."),
        new("log-level", "LEVEL", "Debug, Information, Warning or Error; by default Information."),
        .. LimitSettings.All,
        .. AuditSettings.All,
    ];

    public static HubOptions Read(string? file, IDictionary environment, IReadOnlyDictionary<string, string> flags)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file is not null)
        {
            ReadFile(file, values);
        }

        ReadEnvironment(environment, values);
        foreach (var (name, value) in flags)
        {
            values[name] = value;
        }

        return new HubOptions
        {
            DataFolder = Path.GetFullPath(Required(values, "data")),
            Address = Parsed(values, "address", IPAddress.Any, text => IPAddress.TryParse(text, out var ip) ? ip : null, "an IP address"),
            GatewayPort = Port(values, "gateway-port", 6443),
            ConsolePort = Port(values, "console-port", 8443),
            GatewayNames = Names(Required(values, "gateway-names")),
            PostgreSql = values.GetValueOrDefault("postgresql"),
            AgentImage = values.GetValueOrDefault("agent-image", Fleet.AgentImage.Default.Name),
            LogLevel = Parsed<LogLevel?>(
                values, "log-level", LogLevel.Information,
                text => Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) ? level : null,
                "Debug, Information, Warning or Error")!.Value,
            Audit = AuditSettings.Read(values),
            Limits = LimitSettings.Read(values),
            TrustedProxies = LimitSettings.TrustedProxies(values),
        };
    }

    private static void ReadFile(string file, Dictionary<string, string> values)
    {
        try
        {
            var yaml = new YamlStream();
            using var reader = File.OpenText(file);
            yaml.Load(reader);
            if (yaml.Documents.Count == 0)
            {
                return;
            }

            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                throw new StartFailure($"{file} is not one YAML mapping of settings.");
            }

            foreach (var (key, value) in root.Children)
            {
                var name = (key as YamlScalarNode)?.Value ?? "";
                if (All.All(setting => setting.Name != name))
                {
                    throw new StartFailure($"{file}, line {key.Start.Line}: there is no setting '{name}'. There are: {Known()}.");
                }

                values[name] = value is YamlScalarNode { Value: { } text }
                    ? text
                    : throw new StartFailure($"{file}, line {value.Start.Line}: the value of '{name}' is not one text or number.");
            }
        }
        catch (YamlException malformed)
        {
            throw new StartFailure($"{file}, line {malformed.Start.Line}: not well-formed YAML.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"{file} cannot be read: {failure.Message}");
        }
    }

    private static void ReadEnvironment(IDictionary environment, Dictionary<string, string> values)
    {
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.Ordinal)
                || OthersVariables.Any(other => name.StartsWith(other, StringComparison.Ordinal)))
            {
                continue;
            }

            var setting = All.FirstOrDefault(known => known.EnvironmentName == name)
                ?? throw new StartFailure($"There is no setting for the environment variable {name}. There are: {Known()}.");
            values[setting.Name] = (string?)variable.Value ?? "";
        }
    }

    private static string[] Names(string list)
    {
        var names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.All(name => Uri.CheckHostName(name) != UriHostNameType.Unknown)
            ? names
            : throw new StartFailure("gateway-names is not a list of DNS names and addresses.");
    }

    private static int Port(Dictionary<string, string> values, string name, int otherwise) => Parsed<int?>(
        values, name, otherwise,
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535 ? port : null,
        "a port, 0 to 65535")!.Value;

    private static T Parsed<T>(Dictionary<string, string> values, string name, T otherwise, Func<string, T?> parse, string expected) =>
        !values.TryGetValue(name, out var text) ? otherwise
        : parse(text) ?? throw new StartFailure($"The value of '{name}' is not {expected}.");

    private static string Required(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) && value.Length > 0 ? value
            : throw new StartFailure($"The setting '{name}' is required: --{name}, {EnvironmentPrefix}{name.Replace('-', '_').ToUpperInvariant()} or in the file of --config.");

    private static string Known() => string.Join(", ", All.Select(setting => setting.Name));
}
