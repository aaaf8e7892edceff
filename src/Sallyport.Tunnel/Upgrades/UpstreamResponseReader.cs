using System.Globalization;
using System.Text;

namespace Sallyport.Tunnel.Upgrades;

/// <summary>Reads the answer to an upgrade from a connection that carries nothing else.</summary>
internal sealed class UpstreamResponseReader(Stream stream)
{
    private const int MaxHead = 64 * 1024;
    private const int MaxBody = 64 * 1024;

    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>The bytes that came after what was read.</summary>
    public ReadOnlyMemory<byte> TakeRest() => _buffer.AsMemory(_start, _end - _start);

    public async Task<UpstreamResponse> ReadAsync(UpgradeRequest request, CancellationToken cancellationToken)
    {
        int status;
        List<KeyValuePair<string, string>> headers;
        do
        {
            (status, headers) = ParseHead(await ReadHeadAsync(cancellationToken).ConfigureAwait(false));
        }
        while (status is >= 100 and < 200 and not 101);

        var head = new UpstreamResponse(status, headers, default);
        if (status == 101)
        {
            return string.Equals(head.Header("Upgrade"), request.Protocol, StringComparison.OrdinalIgnoreCase)
                ? head
                : throw new IOException("kube-apiserver switched to another protocol than was asked.");
        }

        return head with { Body = await ReadBodyAsync(head, cancellationToken).ConfigureAwait(false) };
    }

    private async Task<string> ReadHeadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (length >= 0)
            {
                var head = Encoding.Latin1.GetString(_buffer, _start, length);
                _start += length + 4;
                return head;
            }

            if (_end - _start > MaxHead || !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new IOException("kube-apiserver's answer to the upgrade is not HTTP/1.1.");
            }
        }
    }

    private static (int Status, List<KeyValuePair<string, string>> Headers) ParseHead(string head)
    {
        var lines = head.Split("\r\n");
        if (lines[0] is not ['H', 'T', 'T', 'P', '/', '1', '.', '0' or '1', ' ', _, _, _, ..]
            || !int.TryParse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new IOException("kube-apiserver's answer to the upgrade is not HTTP/1.1.");
        }

        var headers = new List<KeyValuePair<string, string>>(lines.Length - 1);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan().ContainsAny('\r', '\n', '\0') || line[0] is ' ' or '\t')
            {
                throw new IOException("kube-apiserver's answer to the upgrade has a malformed header.");
            }

            headers.Add(new(line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return (status, headers);
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(UpstreamResponse head, CancellationToken cancellationToken)
    {
        if (head.Status is 204 or 304)
        {
            return default;
        }

        if (string.Equals(head.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadChunksAsync(cancellationToken).ConfigureAwait(false);
        }

        var length = long.TryParse(
            head.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : MaxBody;
        return await TakeAsync((int)Math.Min(length, MaxBody), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        while (body.Length < MaxBody)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            var digits = line.AsSpan(0, line.AsSpan().IndexOf(';') is >= 0 and var semicolon ? semicolon : line.Length).Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw new IOException("kube-apiserver's answer to the upgrade has a malformed chunk.");
            }

            if (size == 0)
            {
                break;
            }

            var chunk = await TakeAsync(Math.Min(size, MaxBody), cancellationToken).ConfigureAwait(false);
            body.Write(chunk.Span[..(int)Math.Min(chunk.Length, MaxBody - body.Length)]);
            if (chunk.Length < size || await ReadLineAsync(cancellationToken).ConfigureAwait(false) is not "")
            {
                break;
            }
        }

        return body.ToArray();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, length);
                _start += length + 2;
                return line;
            }

            if (_end - _start > 1024 || !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new IOException("kube-apiserver's answer to the upgrade has a malformed chunk.");
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count && await FillAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        var taken = _buffer.AsSpan(_start, Math.Min(count, _end - _start)).ToArray();
        _start += taken.Length;
        return taken;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0 && _end == _buffer.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }
}
