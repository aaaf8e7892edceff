using Microsoft.Extensions.Logging;

namespace Sallyport.Tunnel.Dialing;

internal static partial class TunnelLog
{
    [LoggerMessage(1, LogLevel.Information, "Dialing the hub at {Hub}")]
    public static partial void Dialing(ILogger logger, string hub);

    [LoggerMessage(2, LogLevel.Information, "Connected to the hub at {Hub}")]
    public static partial void Connected(ILogger logger, string hub);

    [LoggerMessage(3, LogLevel.Warning, "No tunnel to the hub at {Hub}: {Reason}; next try in {Seconds:0.0} s")]
    public static partial void Refused(ILogger logger, string hub, string reason, double seconds);

    [LoggerMessage(4, LogLevel.Warning, "Lost the tunnel to the hub at {Hub}: {Reason}; next try in {Seconds:0.0} s")]
    public static partial void Lost(ILogger logger, string hub, string reason, double seconds);
}
