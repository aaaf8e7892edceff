namespace Sallyport.Access.Redaction;

/// <summary>What stands around the object of a watch's event.</summary>
internal sealed class EventFrame(ByteBuffer ready)
{
    private byte[] _type = [];
    private bool _hasObject;
    private bool _typeWritten;

    private static byte[][] Types { get; } =
        [[.. "ADDED"u8], [.. "MODIFIED"u8], [.. "DELETED"u8], [.. "BOOKMARK"u8], [.. "ERROR"u8]];

    public void Begin()
    {
        _type = [];
        _hasObject = _typeWritten = false;
    }

    public void Type(ReadOnlySpan<byte> text)
    {
        foreach (var known in Types)
        {
            if (text.SequenceEqual(known))
            {
                _type = known;
                return;
            }
        }

        throw new RedactionException("It has an event of a type that no watch has.");
    }

    public void BeginObject()
    {
        _hasObject = true;
        ready.Append((byte)'{');
        if (_type.Length > 0)
        {
            WriteType();
            ready.Append((byte)',');
        }

        ready.Append("\"object\":"u8);
    }

    public void End()
    {
        if (!_hasObject || _type.Length == 0)
        {
            throw new RedactionException("It has an event without a type or an object.");
        }

        if (!_typeWritten)
        {
            ready.Append((byte)',');
            WriteType();
        }

        ready.Append("}\n"u8);
    }

    private void WriteType()
    {
        _typeWritten = true;
        ready.Append("\"type\":"u8);
        JsonWriting.Text(ready, _type);
    }
}
