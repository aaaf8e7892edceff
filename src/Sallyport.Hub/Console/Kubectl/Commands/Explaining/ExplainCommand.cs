using System.Collections.Immutable;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Tells what a kind's fields are for.</summary>
internal sealed class ExplainCommand() : KubectlCommand("explain", "TYPE[.FIELD…]", "Tells what a kind's fields are for.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("recursive", "Shows the fields of fields too, by name and type alone."),
        Flag.Text("api-version", "The version of the kind, such as apps/v1."),
    ];

    public override ArgumentKind Arguments => ArgumentKind.Kind;

    public override async Task<int> RunAsync(Invocation line)
    {
        if (line.Arguments is not [var path])
        {
            throw new KubectlFault("error: You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources.");
        }

        // A word up to the first dot names the kind; of kind.group too, where there is such a kind.
        var parts = path.Split('.', StringSplitOptions.RemoveEmptyEntries);
        var kinds = await line.KindsAsync();
        var used = Enumerable.Range(1, parts.Length).Reverse().FirstOrDefault(count => kinds.Find(string.Join('.', parts[..count])) is not null);
        var type = await line.KindAsync(used == 0 ? parts[0] : string.Join('.', parts[..used]));
        if (line.Flags.Text("api-version") is { Length: > 0 } version)
        {
            type = type with { Group = version.Contains('/', StringComparison.Ordinal) ? version.Split('/')[0] : "", Version = version.Split('/')[^1] };
        }

        var schemas = await SchemaReading.ReadAsync(line, type);
        await new Explanation(line, schemas, type).PrintAsync(parts[Math.Max(1, used)..], line.Flags.Is("recursive"));
        return 0;
    }
}
