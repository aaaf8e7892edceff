namespace Sallyport.Tunnel.Tests.Rig;

internal static class Patience
{
    /// <summary>When a test that waits for what never comes is ended, in milliseconds. Nothing asserts how long things take.</summary>
    public const int Long = 120_000;
}
