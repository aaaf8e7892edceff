using System.Globalization;
using System.Text;

namespace Sallyport.Hub.Console.Shells;

/// <summary>How large a terminal is.</summary>
/// <param name="Columns">Characters in a line.</param>
/// <param name="Rows">Lines.</param>
internal readonly record struct ShellSize(ushort Columns, ushort Rows)
{
    private const byte ResizeChannel = 4;

    /// <summary>The message that says so to a container.</summary>
    public byte[] ToMessage() =>
        [ResizeChannel, .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"Width":{{Columns}},"Height":{{Rows}}}"""))];
}
