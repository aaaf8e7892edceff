namespace Sallyport.Hub.Audit;

/// <summary>One line on its way to the disk.</summary>
/// <param name="Line">The line, with its line feed.</param>
/// <param name="Durable">Whether its waiter waits for the disk.</param>
/// <param name="Waiter">The decision's waiter; null for an end, which nobody waits for and which is never given up.</param>
internal sealed record SpoolEntry(byte[] Line, bool Durable, TaskCompletionSource? Waiter);
