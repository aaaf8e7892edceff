namespace Sallyport.Testing.Catalogue;

/// <summary>What an attack must get.</summary>
public enum Answer
{
    /// <summary>400 before anyone asks who may: the request is not understood exactly.</summary>
    Rejected,

    /// <summary>403 by decision; nothing goes down the tunnel.</summary>
    Denied,

    /// <summary>Turned away otherwise: 401, 404, 413, 421, 502, 503, or the connection is closed.</summary>
    Refused,

    /// <summary>Goes on without what would do harm: headers left behind, text made visible, streams ended in time.</summary>
    Contained,

    /// <summary>Works: what looks like an attack is everyday use.</summary>
    Allowed,
}
