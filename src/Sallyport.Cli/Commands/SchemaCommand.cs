using System.CommandLine;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;
using Sallyport.Cli.Policies.Shapes;

namespace Sallyport.Cli.Commands;

/// <summary>Prints the JSON schema of policy files.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command(
            "schema",
            """
            Print the JSON schema of policy files, for editors.
            A file that begins with '# yaml-language-server: $schema=FILE' is checked and completed while it is written.
            """);
        command.SetAction((parsed, _) => Printer.DocumentAsync(PolicySchema.Write().ToJsonString(), OutputFormat.Json, parsed.InvocationConfiguration.Output));
        return command.Taught("sallyport schema > policy.schema.json");
    }
}
