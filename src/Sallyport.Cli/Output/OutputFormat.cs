using System.CommandLine;

namespace Sallyport.Cli.Output;

/// <summary>How a command prints.</summary>
internal enum OutputFormat
{
    /// <summary>Columns, for people.</summary>
    Table,

    /// <summary>The hub's JSON, for scripts.</summary>
    Json,

    /// <summary>The same as YAML, to read at length.</summary>
    Yaml,
}

internal static class OutputOption
{
    private static readonly string[] Names = ["table", "json", "yaml"];

    public static Option<OutputFormat> Create()
    {
        var option = new Option<OutputFormat>("--output", "-o")
        {
            Description = "table for people, json or yaml for scripts",
            HelpName = string.Join('|', Names),
            DefaultValueFactory = _ => OutputFormat.Table,
        };
        // The enumeration's own names begin with a capital.
        option.CompletionSources.Clear();
        option.CompletionSources.Add(Names);
        return option;
    }
}
