using System.Text.Json;
using Sallyport.Hub.Console.Kubectl;
using Sallyport.Hub.Console.Kubectl.JsonPath;

namespace Sallyport.Hub.Tests.Console.Kubectl;

public sealed class JsonPathTests
{
    private const string Pods = """
        {"kind":"List","items":[
          {"metadata":{"name":"web","labels":{"app":"web","a.b/c":"dotted"}},"spec":{"n":3,"on":true,"images":["x:1","y:2"]},"status":{"phase":"Running"}},
          {"metadata":{"name":"db","labels":{"app":"db"}},"spec":{"n":10,"on":false,"images":["z:3"]},"status":{"phase":"Pending","why":"it's <late>"}}]}
        """;

    [Theory]
    [InlineData("{.kind}", "List")]
    [InlineData("plain text", "plain text")]
    [InlineData("{.items[*].metadata.name}", "web db")]
    [InlineData("{.items[0].metadata.name}", "web")]
    [InlineData("{.items[-1].metadata.name}", "db")]
    [InlineData("{.items[0:1].metadata.name}", "web")]
    [InlineData("{.items[:].metadata.name}", "web db")]
    [InlineData("{.items[0,1].metadata.name}", "web db")]
    [InlineData("{.items[0].spec.images[::2]}", "x:1")]
    [InlineData("{.items[*].spec.images[*]}", "x:1 y:2 z:3")]
    [InlineData("{.items[0].spec.images}", "[\"x:1\",\"y:2\"]")]
    [InlineData("{.items[1].metadata.labels}", "{\"app\":\"db\"}")]
    [InlineData("{.items[1].status.why}", "it's <late>")]
    [InlineData("{.items[1].status}", "{\"phase\":\"Pending\",\"why\":\"it's \\u003clate\\u003e\"}")]
    [InlineData("{.items[0].metadata.labels.a\\.b/c}", "dotted")]
    [InlineData("{.items[0].metadata.labels['a.b/c']}", "dotted")]
    [InlineData("{.items[*]['metadata.name','kind']}", "")]
    [InlineData("{.items[0]['metadata','kind'].name}", "web")]
    [InlineData("{..name}", "web db")]
    [InlineData("{.items[0]..app}", "web")]
    [InlineData("{.items[?(@.status.phase==\"Running\")].metadata.name}", "web")]
    [InlineData("{.items[?(@.status.phase!='Running')].metadata.name}", "db")]
    [InlineData("{.items[?(@.spec.n>5)].metadata.name}", "db")]
    [InlineData("{.items[?(@.spec.n<=3)].metadata.name}", "web")]
    [InlineData("{.items[?(@.spec.on==true)].metadata.name}", "web")]
    [InlineData("{.items[?(@.status.why)].metadata.name}", "db")]
    [InlineData("{.items[?(@.metadata.labels.a\\.b/c==\"dotted\")].metadata.name}", "web")]
    [InlineData("{range .items[*]}{.metadata.name}{\"\\t\"}{.spec.n}{\"\\n\"}{end}", "web\t3\ndb\t10\n")]
    [InlineData("{range .items[*]}[{range .spec.images[*]}<{@}>{end}]{end}!", "[<x:1><y:2>][<z:3>]!")]
    [InlineData("{range .nothing[*]}x{end}y", "y")]
    [InlineData("{.nothing.at.all}", "")]
    [InlineData("{$.kind} and {@.kind}", "List and List")]
    [InlineData("{'quoted'}{\"too\"}", "quotedtoo")]
    public void Template_OverAList_PrintsWhatKubectlWould(string template, string printed)
    {
        using var document = JsonDocument.Parse(Pods);

        new PathWalk().Print(TemplateParser.Parse(template), document.RootElement).Should().Be(printed);
    }

    [Theory]
    [InlineData("{.items", "unclosed action")]
    [InlineData("{.items[0}", "unterminated array")]
    [InlineData("{.items[x]}", "invalid array index")]
    [InlineData("{.items[?(@.a==\"b\")}", "unterminated filter")]
    [InlineData("{.items[?(@.a=~\"b\")]}", "unrecognized")]
    [InlineData("{end}", "nothing to end")]
    [InlineData("{range .items[*]}x", "not ended")]
    [InlineData("{\"x}", "unterminated quoted string")]
    [InlineData("{foo}", "unrecognized identifier foo")]
    [InlineData("{.items[9].metadata}", "array index out of bounds: index 9, length 2")]
    [InlineData("{.kind[0]}", "is not array or slice")]
    public void Template_ThatIsWrong_SaysWhy(string template, string says)
    {
        using var document = JsonDocument.Parse(Pods);
        var print = () => new PathWalk().Print(TemplateParser.Parse(template), document.RootElement);

        print.Should().Throw<KubectlFault>().WithMessage($"*{says}*");
    }

    [Theory]
    [InlineData("{..*..*..*..*..*..*}", "too long")]
    [InlineData("{range ..*}{range ..*}{range ..*}{range ..*}x{end}{end}{end}{end}", "too long")]
    public void Template_ThatWouldTakeForEver_IsEnded(string template, string says)
    {
        using var document = JsonDocument.Parse(string.Concat(Enumerable.Repeat("[1,", 60)) + "1" + new string(']', 60));
        var print = () => new PathWalk().Print(TemplateParser.Parse(template), document.RootElement);

        print.Should().Throw<KubectlFault>().WithMessage($"*{says}*");
    }
}
