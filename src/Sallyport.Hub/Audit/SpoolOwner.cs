namespace Sallyport.Hub.Audit;

/// <summary>Who has a hub's data folder: a file in its spool that one process at a time holds open.</summary>
internal static class SpoolOwner
{
    /// <summary>The spool of a data folder.</summary>
    public static string FolderIn(string dataFolder) => Path.Combine(dataFolder, "spool");

    /// <summary>Takes the folder for as long as the answer is open.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be opened.</exception>
    public static FileStream Take(string folder)
    {
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, "owner"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }
}
