using Sallyport.Cli.Output;

namespace Sallyport.Cli.Tests.Output;

public sealed class PrinterTests
{
    [Fact]
    public async Task Table_Rows_AlignUnderTheirHeaders()
    {
        using var to = new StringWriter { NewLine = "\n" };

        await Printer.TableAsync(to, ["NAME", "STATE"], [["demo", "online"], ["production", ""]]);

        to.ToString().Should().Be("NAME         STATE\ndemo         online\nproduction   -\n");
    }

    [Fact]
    public void Inert_TerminalEscapes_AreNotPassedOn() =>
        Printer.Inert("a\u001b]52;c;aGk=\u0007b\r\n").Should().Be("a\uFFFD]52;c;aGk=\uFFFDb\uFFFD\uFFFD");
}
