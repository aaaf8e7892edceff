namespace Sallyport.Hub.Hosting;

internal static class HubCommand
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}
