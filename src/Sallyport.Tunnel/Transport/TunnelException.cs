using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Sallyport.Tunnel;

/// <summary>A tunnel that could not be made or was refused; the message is a sentence for the log.</summary>
public sealed class TunnelException : IOException
{
    /// <summary>Makes one without a reason.</summary>
    public TunnelException()
    {
    }

    /// <summary>Makes one with a reason.</summary>
    public TunnelException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a reason and what caused it.</summary>
    public TunnelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the peer gave the reason itself, so that the connection as such worked.</summary>
    public bool IsRefusal { get; init; }

    internal static bool Describes(Exception failure, CancellationToken caller) =>
        failure is IOException or WebSocketException or AuthenticationException or InvalidDataException
            or HttpRequestException or SocketException or ObjectDisposedException or NotSupportedException
        || (failure is OperationCanceledException && !caller.IsCancellationRequested);

    internal static TunnelException From(Exception failure) => failure switch
    {
        TunnelException known => known,
        OperationCanceledException => new TunnelException("the other side did not answer in time", failure),
        EndOfStreamException => new TunnelException("the other side closed the connection during the handshake", failure),
        _ => new TunnelException(Reason(failure), failure),
    };

    private static string Reason(Exception failure)
    {
        // The outer message is often "see inner exception": the innermost one says what happened.
        var message = failure.Message;
        for (var inner = failure.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!message.Contains(inner.Message, StringComparison.Ordinal))
            {
                message = $"{message} ({inner.Message})";
            }
        }

        return message;
    }
}
