using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Shells;

/// <summary>Which container a shell is in.</summary>
internal sealed record ShellPlace(string Cluster, string Namespace, string Pod, string Container);

/// <summary>What is to be run where.</summary>
/// <param name="Place">The container.</param>
/// <param name="Commands">Argument vectors, of which the first that the container has is run.</param>
/// <param name="Terminal">Whether it gets a terminal and input; a listed command gets neither.</param>
internal sealed record ShellAsk(ShellPlace Place, ImmutableArray<ImmutableArray<string>> Commands, bool Terminal)
{
    /// <summary>One attempt's target, as kubectl writes it.</summary>
    public string Target(ImmutableArray<string> command) =>
        $"/api/v1/namespaces/{Uri.EscapeDataString(Place.Namespace)}/pods/{Uri.EscapeDataString(Place.Pod)}/exec?" +
        string.Join('&', command.Select(word => "command=" + Uri.EscapeDataString(word))) +
        (Place.Container.Length > 0 ? "&container=" + Uri.EscapeDataString(Place.Container) : "") +
        (Terminal ? "&stdin=true&stdout=true&tty=true" : "&stderr=true&stdout=true");
}
