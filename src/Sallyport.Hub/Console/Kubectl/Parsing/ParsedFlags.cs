using System.Globalization;

namespace Sallyport.Hub.Console.Kubectl.Parsing;

/// <summary>The flags of one line, by name.</summary>
internal sealed class ParsedFlags(string command)
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public void Add(Flag flag, string value)
    {
        if (!_values.TryGetValue(flag.Name, out var values))
        {
            _values[flag.Name] = values = [];
        }

        if (flag.Kind == FlagKind.Texts)
        {
            values.AddRange(value.Split(','));
            return;
        }

        if (flag.Kind == FlagKind.Switch && !bool.TryParse(value, out _))
        {
            throw KubectlFault.Usage(command, $"invalid argument \"{value}\" for \"--{flag.Name}\" flag: it takes true or false");
        }

        values.Clear();
        values.Add(value);
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value; empty where the flag is not there.</summary>
    public string Text(string name) => _values.TryGetValue(name, out var values) ? values[^1] : "";

    public IReadOnlyList<string> Texts(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public bool Is(string name) => _values.TryGetValue(name, out var values) && bool.Parse(values[^1]);

    /// <summary>A whole number; null where the flag is not there.</summary>
    public int? Number(string name)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            return null;
        }

        return int.TryParse(values[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw KubectlFault.Usage(command, $"invalid argument \"{values[^1]}\" for \"--{name}\" flag: it takes a whole number");
    }
}
