namespace Sallyport.Hub.Gateway;

/// <summary>What is known of an exchange at its end.</summary>
internal sealed class ExchangeTally
{
    private long _bytesIn;
    private long _bytesOut;

    public int Status { get; set; }

    /// <summary>Whether its decision went to the audit.</summary>
    public bool Decided { get; set; }

    /// <summary>Whether it has no decision of its own in the audit, and so no end: it was counted among others, or could not be written.</summary>
    public bool LeavesNoEnd { get; set; }

    public long BytesIn => Volatile.Read(ref _bytesIn);

    public long BytesOut => Volatile.Read(ref _bytesOut);

    /// <summary>The protocol an upgraded exchange spoke, with its subprotocol; null when nothing was upgraded.</summary>
    public string? UpgradeProtocol { get; set; }

    /// <summary>Why it was ended before its time; null when it was not.</summary>
    public string? Cut { get; set; }

    public void CountIn(int bytes) => Interlocked.Add(ref _bytesIn, bytes);

    public void CountOut(int bytes) => Interlocked.Add(ref _bytesOut, bytes);
}
