using System.Globalization;
using Sallyport.Testing.RawHttp;

namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>Over HTTP/2, where method and target are header fields of their own.</summary>
internal sealed class Http2Sender(int port, string host, string token) : RequestSender
{
    private static readonly byte[] Cancel = [0, 0, 0, 8];
    private RawHttp2Connection? _connection;

    protected override async Task<int> TryAsync(RequestLine line, string mark)
    {
        var connection = _connection ??= await RawHttp2Connection.OpenAsync(port, host);
        var stream = connection.NewStream();
        await connection.SendHeadersAsync(
            stream,
            [
                new(":method", line.Method), new(":scheme", "https"), new(":authority", host), new(":path", line.Target),
                new("user-agent", mark), new("authorization", $"Bearer {token}"), new("content-type", "application/json"),
            ],
            endStream: true);
        if (!line.MayTrickle)
        {
            var answer = await connection.AnswerAsync(stream);
            if (answer.ConnectionEnded)
            {
                await CloseAsync();
            }

            return answer.Status;
        }

        return await BeginningAsync(connection, stream);
    }

    protected override async Task CloseAsync()
    {
        if (_connection is { } old)
        {
            _connection = null;
            await old.DisposeAsync();
        }
    }

    /// <summary>The status of an answer whose end nobody waits for.</summary>
    private async Task<int> BeginningAsync(RawHttp2Connection connection, int stream)
    {
        while (await connection.ReadAsync() is { } frame)
        {
            if (frame.Type == Http2FrameType.GoAway)
            {
                break;
            }

            if (frame.Type is Http2FrameType.Settings or Http2FrameType.Ping && !frame.Has(Http2Frame.Ack))
            {
                await connection.SendAsync(frame with { Flags = Http2Frame.Ack, Payload = frame.Type == Http2FrameType.Ping ? frame.Payload : default });
            }
            else if (frame.Stream == stream && frame.Type == Http2FrameType.ResetStream)
            {
                return 0;
            }
            else if (frame.Stream == stream && frame.Type == Http2FrameType.Headers)
            {
                if (!frame.Has(Http2Frame.EndStream))
                {
                    await connection.SendAsync(new Http2Frame(Http2FrameType.ResetStream, 0, stream, Cancel));
                }

                var status = HeaderBlock.Read(frame.Payload.Span).First(field => field.Name == ":status").Value;
                return int.Parse(status, CultureInfo.InvariantCulture);
            }
        }

        await CloseAsync();
        return 0;
    }
}
