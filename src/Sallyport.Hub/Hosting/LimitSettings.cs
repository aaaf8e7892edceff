using System.Globalization;
using System.Net;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Hosting;

/// <summary>The settings of <c>serve</c> that say how much one user or one address may take.</summary>
internal static class LimitSettings
{
    private static readonly HubLimits Default = new();

    public static IReadOnlyList<ServeSetting> All { get; } =
    [
        new("limit-connections", "N", Told("Connections open at once, of everyone together", Default.Connections)),
        new("limit-connections-per-address", "N", Told("Connections open at once from one address", Default.ConnectionsPerAddress)),
        new("limit-requests-per-user", "RATE/BURST", Told("Requests a second that one user may make at the gateway, and how many at once after a quiet while; or off", Default.RequestsPerUser!)),
        new("limit-api-requests-per-user", "RATE/BURST", Told("The same, at the API", Default.ApiRequestsPerUser!)),
        new("limit-strangers-per-address", "RATE/BURST", Told("The same, of requests from one address whose credential is missing or does not hold", Default.StrangersPerAddress!)),
        new("limit-open-per-user", "N", Told("Requests, watches and shells that one user may have open in one cluster at once", Default.OpenPerUser)),
        new("limit-watches-per-user", "N", Told("Watches and followed logs that one user may have open at once, in all clusters together", Default.WatchesPerUser)),
        new("limit-shells-per-user", "N", Told("Shells and forwarded ports that one user may have open at once, in all clusters together", Default.ShellsPerUser)),
        new("limit-consoles-per-user", "N", Told("Pages of the web console that one user may have open at once", Default.ConsolesPerUser)),
        new("audit-strangers-per-address", "RATE/BURST", Told("Refusals for lack of a credential, from one address, that are written to the audit one by one; further ones are counted in one event a minute; or off, to write every one", Default.AuditedStrangersPerAddress!)),
        new("audit-strangers", "RATE/BURST", Told("The same, of all addresses together", Default.AuditedStrangers!)),
        new("trusted-proxies", "NETWORKS", "Proxies in front of the hub, as addresses or networks separated by commas, whose X-Forwarded-For tells a client's address; by default none."),
    ];

    public static HubLimits Read(IReadOnlyDictionary<string, string> values) => new()
    {
        Connections = Number(values, "limit-connections", Default.Connections),
        ConnectionsPerAddress = Number(values, "limit-connections-per-address", Default.ConnectionsPerAddress),
        RequestsPerUser = Rate(values, "limit-requests-per-user", Default.RequestsPerUser),
        ApiRequestsPerUser = Rate(values, "limit-api-requests-per-user", Default.ApiRequestsPerUser),
        StrangersPerAddress = Rate(values, "limit-strangers-per-address", Default.StrangersPerAddress),
        OpenPerUser = Number(values, "limit-open-per-user", Default.OpenPerUser),
        WatchesPerUser = Number(values, "limit-watches-per-user", Default.WatchesPerUser),
        ShellsPerUser = Number(values, "limit-shells-per-user", Default.ShellsPerUser),
        ConsolesPerUser = Number(values, "limit-consoles-per-user", Default.ConsolesPerUser),
        AuditedStrangersPerAddress = Rate(values, "audit-strangers-per-address", Default.AuditedStrangersPerAddress),
        AuditedStrangers = Rate(values, "audit-strangers", Default.AuditedStrangers),
    };

    public static IReadOnlyList<IPNetwork> TrustedProxies(IReadOnlyDictionary<string, string> values) =>
        [.. values.GetValueOrDefault("trusted-proxies", "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Network)];

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new StartFailure("The value of 'trusted-proxies' is not a list of addresses and networks, such as 10.0.0.0/8.");

    private static int Number(IReadOnlyDictionary<string, string> values, string name, int otherwise) =>
        !values.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new StartFailure($"The value of '{name}' is not a number above 0.");

    private static Rate? Rate(IReadOnlyDictionary<string, string> values, string name, Rate? otherwise) =>
        !values.TryGetValue(name, out var text) ? otherwise
        : text == "off" ? null
        : Limits.Rate.TryParse(text) ?? throw new StartFailure($"The value of '{name}' is neither a rate such as 100/500 nor off.");

    private static string Told(string description, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{description}; by default {number}.");

    private static string Told(string description, Rate rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{description}; by default {rate.PerSecond}/{rate.Burst}.");
}
