namespace Sallyport.Access.Redaction;

/// <summary>One column of a table, gathered until its name is known.</summary>
internal sealed class ColumnDraft
{
    private readonly ByteBuffer _written = new(RedactionLimits.TextLength);

    public bool Passes { get; set; }

    public ByteBuffer Begin()
    {
        Passes = false;
        _written.Clear();
        _written.Append((byte)'{');
        return _written;
    }

    public void Write(ByteBuffer to)
    {
        to.Append(_written.Span);
        to.Append((byte)'}');
    }
}
