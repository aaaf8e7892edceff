namespace Sallyport.Hub.Gateway;

/// <summary>Which door a connection came in by. Stamped on the connection by its listener, so no header can claim it.</summary>
internal enum ListenerKind
{
    /// <summary>Kubernetes clients and agents.</summary>
    Gateway,

    /// <summary>The console and the API.</summary>
    Console,
}

/// <summary>The stamp.</summary>
/// <param name="Kind">Which door.</param>
internal sealed record ListenerFeature(ListenerKind Kind);
