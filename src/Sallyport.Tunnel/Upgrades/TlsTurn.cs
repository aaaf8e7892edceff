namespace Sallyport.Tunnel.Upgrades;

/// <summary>
/// The bytes below an <see cref="System.Net.Security.SslStream"/>, and whose turn it is above them: a close_notify may be
/// written only while no record is being decrypted.
/// </summary>
/// <remarks>
/// SslStream allows a read beside a write, but its ShutdownAsync calls OpenSSL's SSL_shutdown, which reads as well: beside a
/// record in decryption it fails, or spoils the record. So a reader gives up its turn while it waits for bytes, and there alone.
/// </remarks>
internal sealed class TlsTurn(Stream inner) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _taken;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Runs a read of the TLS stream, which holds the turn except while it waits for bytes.</summary>
    public async ValueTask<int> ReadAsync(Stream tls, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        _taken = true;
        try
        {
            return await tls.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _taken = false;
            _turn.Release();
        }
    }

    /// <summary>Runs something that must not meet a record in decryption.</summary>
    public async ValueTask RunAsync(Func<Task> alone, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await alone().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_taken)
        {
            // The handshake, and the answer's head: nothing runs beside them.
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        _turn.Release();
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Without a token: the reader above gives the turn back, so it must have it.
            await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
