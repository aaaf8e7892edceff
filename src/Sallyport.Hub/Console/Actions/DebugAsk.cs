using System.Security.Cryptography;
using Sallyport.Hub.Console.Kubectl;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Actions;

/// <summary>What somebody fills in to have a debug container.</summary>
public sealed class DebugAsk
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>The image.</summary>
    public string Image { get; set; } = "busybox";

    /// <summary>The container whose processes it is to see; empty for none.</summary>
    public string Target { get; set; } = "";

    /// <summary>What is to run in it, as typed into a shell; empty for what the image says.</summary>
    public string Command { get; set; } = "";

    /// <summary>What is wrong about it; empty when nothing is.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Reads what was filled in.</summary>
    /// <returns>Null when something is wrong about it.</returns>
    internal DebugContainer? Read()
    {
        try
        {
            Problem = "";
            return new DebugContainer("debug-" + RandomNumberGenerator.GetString(Letters, 5), Image.Trim(), Target, WordSplitter.Split(Command));
        }
        catch (KubectlFault fault)
        {
            Problem = fault.Message;
            return null;
        }
    }
}
