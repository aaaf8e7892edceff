namespace Sallyport.Access.Redaction;

/// <summary>An object or array that has begun and not ended.</summary>
internal struct Frame
{
    public Shape Shape;

    /// <summary>Where its members are written; null where they are not written as they come.</summary>
    public ByteBuffer? To;

    /// <summary>The fields that were there already.</summary>
    public ulong Seen;

    /// <summary>The elements that were there already.</summary>
    public int Index;

    /// <summary>Whether a comma is needed before what comes next.</summary>
    public bool Any;

    /// <summary>Writes the comma before an element or member, where one is needed.</summary>
    public void Separate()
    {
        JsonWriting.Comma(To!, Any);
        Any = true;
    }
}
