using Sallyport.Hub.Console.Kubectl.Commands;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>Prints what a layout holds.</summary>
internal static class LayoutPrinting
{
    public static async ValueTask PrintAsync(this TabWriter layout, Invocation line)
    {
        foreach (var text in layout.Flush())
        {
            await line.Out.LineAsync(text);
        }
    }
}
