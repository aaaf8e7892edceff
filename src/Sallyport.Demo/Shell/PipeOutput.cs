using System.IO.Pipelines;

namespace Sallyport.Demo.Shell;

/// <summary>The writing end of a pipe between two programs: writing ends when nobody reads any more.</summary>
internal sealed class PipeOutput(PipeWriter writer) : OutputStream
{
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        FlushResult result = await writer.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
        {
            throw new BrokenPipeException();
        }
    }
}

/// <summary>Nobody reads what a program writes.</summary>
internal sealed class BrokenPipeException : IOException;
