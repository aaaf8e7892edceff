namespace Sallyport.Hub.Console.Kubectl.Parsing;

/// <summary>What a flag takes.</summary>
internal enum FlagKind
{
    /// <summary>Nothing, or <c>=true</c>, <c>=false</c>.</summary>
    Switch,

    /// <summary>A value; the last one given counts.</summary>
    Text,

    /// <summary>Values, separated by commas or in several flags.</summary>
    Texts,
}

/// <summary>One flag of a command.</summary>
/// <param name="Name">Its long name, without dashes.</param>
/// <param name="Short">Its letter; <c>\0</c> for none.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Says">What it does, for the help.</param>
internal sealed record Flag(string Name, char Short, FlagKind Kind, string Says)
{
    /// <summary>What is meant where the flag stands without a value; null where it needs one.</summary>
    public string? Bare { get; init; } = Kind == FlagKind.Switch ? "true" : null;

    /// <summary>What its value is, for completion.</summary>
    public FlagValue Value { get; init; }

    /// <summary>The few values it may have, for completion.</summary>
    public string[] Choices { get; init; } = [];

    public static Flag Switch(string name, string says, char letter = '\0') => new(name, letter, FlagKind.Switch, says);

    public static Flag Text(string name, string says, char letter = '\0') => new(name, letter, FlagKind.Text, says);

    public static Flag Texts(string name, string says, char letter = '\0') => new(name, letter, FlagKind.Texts, says);
}

/// <summary>What a flag's value names.</summary>
internal enum FlagValue
{
    /// <summary>Free text.</summary>
    Any,

    /// <summary>A namespace.</summary>
    Namespace,

    /// <summary>A cluster.</summary>
    Context,

    /// <summary>A container of the pod that the line names.</summary>
    Container,
}
