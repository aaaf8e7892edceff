using System.Buffers;

namespace Sallyport.Access.Redaction;

/// <summary>Lets of an answer go by what may, chunk by chunk.</summary>
public interface IAnswerFilter
{
    /// <summary>Takes the next chunk, which may end anywhere, and writes what may go by.</summary>
    /// <exception cref="RedactionException">The answer must not go on.</exception>
    void Pass(ReadOnlySpan<byte> chunk, IBufferWriter<byte> output);

    /// <summary>Says that the answer is over.</summary>
    /// <exception cref="RedactionException">It is not whole.</exception>
    void Complete();
}
