namespace Sallyport.Access.Redaction;

/// <summary>Which columns of a table pass. In a watch the first event alone tells them.</summary>
internal sealed class TableColumns
{
    private readonly List<bool> _pass = [];
    private bool _told;

    /// <summary>Begins a table's columns; none at all means those that were told before.</summary>
    public void Begin() => _told = false;

    public void Add(bool passes)
    {
        if (!_told)
        {
            _told = true;
            _pass.Clear();
        }

        if (_pass.Count == RedactionLimits.Columns)
        {
            throw new RedactionException("It is a table of too many columns.");
        }

        _pass.Add(passes);
    }

    public bool Passes(int cell) =>
        cell < _pass.Count ? _pass[cell] : throw new RedactionException("It is a table with a cell of no column.");

    /// <summary>The columns that kube-apiserver has for Secrets.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Name"u8) || name.SequenceEqual("Type"u8) || name.SequenceEqual("Data"u8) || name.SequenceEqual("Age"u8);
}
