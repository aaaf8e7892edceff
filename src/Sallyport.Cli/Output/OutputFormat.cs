using System.CommandLine;

namespace Sallyport.Cli.Output;

/// <summary>How a command prints.</summary>
internal enum OutputFormat
{
    /// <summary>Columns, for people.</summary>
    Table,

    /// <summary>The hub's JSON, for scripts.</summary>
    Json,
}

internal static class OutputOption
{
    public static Option<OutputFormat> Create() => new("--output", "-o")
    {
        Description = "table for people, json for scripts",
        DefaultValueFactory = _ => OutputFormat.Table,
    };
}
