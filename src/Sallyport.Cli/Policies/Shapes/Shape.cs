namespace Sallyport.Cli.Policies.Shapes;

/// <summary>What may stand somewhere in a policy file: checked before the hub is asked, and told to editors as a JSON schema.</summary>
internal abstract record Shape(string Description);

/// <summary>A text; of the values alone where there are any, and of the form of an expression where there is one.</summary>
internal sealed record TextShape(string Description) : Shape(Description)
{
    public string[] Values { get; init; } = [];

    /// <summary>A regular expression that all of it must match, and what that means in words.</summary>
    public (string Expression, string Words)? Form { get; init; }

    /// <summary>Whether it is a moment (RFC 3339).</summary>
    public bool IsTime { get; init; }
}

/// <summary>true or false.</summary>
internal sealed record FlagShape(string Description) : Shape(Description);

/// <summary>Any number of the same.</summary>
internal sealed record ListShape(string Description, Shape Item) : Shape(Description)
{
    public bool NotEmpty { get; init; }
}

/// <summary>Named members, and no others.</summary>
internal sealed record MapShape(string Description, params MemberShape[] Members) : Shape(Description);

internal sealed record MemberShape(string Name, Shape Shape, bool Required = false);
