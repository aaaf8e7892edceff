using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Actions;

/// <summary>A container that is to be put into a running pod.</summary>
/// <param name="Name">Its name, which no other of the pod has.</param>
/// <param name="Image">Its image.</param>
/// <param name="Target">The container whose processes it sees; empty for none.</param>
/// <param name="Command">What runs in it; empty for what the image says.</param>
internal sealed record DebugContainer(string Name, string Image, string Target, ImmutableArray<string> Command);
