using System.Buffers;

namespace Sallyport.Access.Redaction;

/// <summary>
/// Takes the values out of an answer about Secrets, chunk by chunk, in constant memory. What comes out is written anew from
/// what was parsed, by an allow-list of members, object by object when each is whole; none of the original bytes pass.
/// </summary>
public sealed class SecretRedactor : IAnswerFilter
{
    private readonly JsonTokenizer _tokens;
    private readonly ByteBuffer _ready = new(int.MaxValue);
    private readonly SecretWalker _walker;
    private readonly bool _isWatch;
    private long _finished;
    private long _sinceFinished;

    /// <param name="watch">Whether the answer is a watch's stream of events, and not one document.</param>
    public SecretRedactor(bool watch)
    {
        _isWatch = watch;
        _tokens = new JsonTokenizer(manyRoots: watch);
        _walker = new SecretWalker(_tokens, _ready, watch ? SecretShapes.Event : SecretShapes.Document);
    }

    /// <inheritdoc/>
    public void Pass(ReadOnlySpan<byte> chunk, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (!chunk.IsEmpty)
        {
            var left = chunk.Length;
            var token = _tokens.Read(ref chunk, out var text);
            _sinceFinished += left - chunk.Length;
            if (_sinceFinished > RedactionLimits.ObjectLength)
            {
                throw new RedactionException("It is longer than anything that Kubernetes stores.");
            }

            if (token != JsonToken.None)
            {
                _walker.Take(token, text);
                if (_walker.Finished != _finished)
                {
                    _finished = _walker.Finished;
                    _sinceFinished = 0;
                }
            }
        }

        output.Write(_ready.Span);
        _ready.Clear();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (!_tokens.AtEnd || (!_isWatch && _finished == 0))
        {
            throw new RedactionException("It is cut short.");
        }
    }
}
