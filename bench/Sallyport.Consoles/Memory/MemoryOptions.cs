namespace Sallyport.Consoles.Memory;

/// <summary>How memory is measured.</summary>
/// <param name="Consoles">How many consoles at the end.</param>
/// <param name="Pods">How many pods they watch.</param>
/// <param name="Steps">In how many steps they are opened.</param>
/// <param name="Changes">How many pods change in a second.</param>
/// <param name="Time">How long at each step.</param>
/// <param name="Leave">Whether all connections are dropped in the end, and the hub is looked at again when it has let go of their pages.</param>
internal sealed record MemoryOptions(int Consoles, int Pods, int Steps, int Changes, TimeSpan Time, bool Leave);
