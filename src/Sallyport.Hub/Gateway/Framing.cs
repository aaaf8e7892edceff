namespace Sallyport.Hub.Gateway;

/// <summary>
/// Knows where one object or frame of a stream ends and the next begins, so that a stream that is cut can be told why
/// without breaking what it was saying.
/// </summary>
internal abstract class Framing
{
    /// <summary>Whether everything seen so far ends with a whole object or frame.</summary>
    public abstract bool Between { get; }

    /// <summary>Takes note of bytes on their way to the client.</summary>
    public abstract void Advance(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// How many of the given bytes belong to the frame that has begun; all of them when it does not end here.
    /// A watch never finishes an object that may no longer be seen, so this is asked of shells alone.
    /// </summary>
    public virtual int RestOfFrame(ReadOnlySpan<byte> bytes) => bytes.Length;

    /// <summary>Whether a frame that has begun may be finished before the farewell.</summary>
    public virtual bool FinishesFrame => false;

    /// <summary>The last words: why the stream ends, in its own language.</summary>
    public abstract byte[] Farewell(Refusal refusal);
}
