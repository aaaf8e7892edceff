using System.Text.Json.Nodes;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Tests.Output;

public sealed class YamlTests
{
    /// <summary>JSON, and the YAML that no reader takes for anything else.</summary>
    public static TheoryData<string, string> Documents => new()
    {
        { """{"name":"ada","count":3,"on":true,"none":null}""", "name: ada\ncount: 3\n\"on\": true\nnone: null\n" },
        { """["yes","no","null","true","3","1e3","0x1f","-","~",""]""", "- \"yes\"\n- \"no\"\n- \"null\"\n- \"true\"\n- \"3\"\n- \"1e3\"\n- \"0x1f\"\n- \"-\"\n- \"~\"\n- \"\"\n" },
        { """["a: b","a #b","a:b","- a","*a","&a","!a","%a","a "," a"]""", "- \"a: b\"\n- \"a #b\"\n- a:b\n- \"- a\"\n- \"*a\"\n- \"&a\"\n- \"!a\"\n- \"%a\"\n- \"a \"\n- \" a\"\n" },
        { """{"a":{},"b":[],"c":[{"d":1}]}""", "a: {}\nb: []\nc:\n- d: 1\n" },
        { """{"text":"one\ntwo\n"}""", "text: |\n  one\n  two\n" },
        { """{"text":"a\u001b]52;c\u0007\n"}""", "text: \"a\\e]52;c\\a\\n\"\n" },
        { "\"word\"", "word\n" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Write_Json_IsYamlThatSaysTheSame(string json, string yaml) => Yaml.Write(JsonNode.Parse(json)).Should().Be(yaml);
}
