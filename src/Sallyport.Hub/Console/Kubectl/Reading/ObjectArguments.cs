using System.Collections.Immutable;
using Sallyport.Hub.Console.Kubectl.Commands;

namespace Sallyport.Hub.Console.Kubectl.Reading;

/// <summary>Reads <c>TYPE[,TYPE] [NAME…]</c> and <c>TYPE/NAME…</c>.</summary>
internal static class ObjectArguments
{
    /// <summary>What the arguments name.</summary>
    /// <param name="line">The line.</param>
    /// <param name="arguments">The arguments that name objects.</param>
    /// <exception cref="KubectlFault">They cannot be read, or the cluster has no such kind.</exception>
    public static async Task<ImmutableArray<Wanted>> ReadAsync(Invocation line, ImmutableArray<string> arguments)
    {
        if (arguments.IsEmpty)
        {
            return [];
        }

        return arguments.Any(argument => argument.Contains('/', StringComparison.Ordinal))
            ? await ReadPairsAsync(line, arguments)
            : await ReadKindsAsync(line, arguments);
    }

    /// <summary>The one object that the arguments name, of a kind that is left out of them at most.</summary>
    public static async Task<(Feeds.Kinds.ResourceType Type, string Name)> ReadOneAsync(Invocation line, string kind = "")
    {
        var arguments = kind.Length > 0 && line.Arguments is [var only] && !only.Contains('/', StringComparison.Ordinal) ? [kind, only] : line.Arguments;
        return await ReadAsync(line, arguments) is [{ Names: [var name] } one]
            ? (one.Type, name)
            : throw KubectlFault.Usage(line.Command.Name, $"one object is needed: {line.Command.Name} {line.Command.Usage}");
    }

    private static async Task<ImmutableArray<Wanted>> ReadPairsAsync(Invocation line, ImmutableArray<string> arguments)
    {
        var wanted = ImmutableArray.CreateBuilder<Wanted>();
        foreach (var argument in arguments)
        {
            if (argument.Split('/') is not [{ Length: > 0 } kind, { Length: > 0 } name])
            {
                throw new KubectlFault(argument.Contains('/', StringComparison.Ordinal)
                    ? $"error: arguments in resource/name form must have a single resource and name"
                    : "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form " +
                      "(e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'");
            }

            wanted.Add(new Wanted(await line.KindAsync(kind), [name]));
        }

        return wanted.ToImmutable();
    }

    private static async Task<ImmutableArray<Wanted>> ReadKindsAsync(Invocation line, ImmutableArray<string> arguments)
    {
        var wanted = ImmutableArray.CreateBuilder<Wanted>();
        foreach (var word in arguments[0].Split(','))
        {
            var members = (await line.KindsAsync()).Types.Where(type => type.Categories.Contains(word)).ToArray();
            wanted.AddRange(members.Length > 0
                ? members.Select(type => new Wanted(type, arguments[1..]))
                : [new Wanted(await line.KindAsync(word), arguments[1..])]);
        }

        return [.. wanted.DistinctBy(one => one.Type.FullName)];
    }
}
