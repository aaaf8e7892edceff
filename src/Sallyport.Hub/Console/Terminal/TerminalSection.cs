using Sallyport.Hub.Console.Frame;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Terminal;

/// <summary>The terminal's entry in the rail.</summary>
internal sealed class TerminalSection : IRailSection
{
    public string Name => Phrase("Terminal");

    public string Icon => "terminal";

    public char Key => 't';

    public string Path => "/terminal";

    public int Order => 0;

    public bool AdministersOrganization => false;
}
