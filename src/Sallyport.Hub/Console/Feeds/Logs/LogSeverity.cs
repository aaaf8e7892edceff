namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>How weighty a line is, as far as it says so itself.</summary>
public enum LogSeverity
{
    /// <summary>It does not say.</summary>
    None,

    /// <summary>Trace.</summary>
    Trace,

    /// <summary>Debug.</summary>
    Debug,

    /// <summary>Information.</summary>
    Info,

    /// <summary>Warning.</summary>
    Warning,

    /// <summary>Error.</summary>
    Error,

    /// <summary>The program ends, or should.</summary>
    Fatal,
}
