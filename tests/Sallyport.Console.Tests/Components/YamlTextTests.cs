using System.Text.Json;
using Sallyport.Hub.Console.Objects;
using YamlDotNet.Serialization;

namespace Sallyport.Console.Tests.Components;

/// <summary>What the console writes as YAML means to a reader of YAML what the object says.</summary>
public sealed class YamlTextTests
{
    [Theory]
    [InlineData("""{"a":"plain","b":"two words","c":"/usr/bin","d":"nginx:1.27"}""")]
    [InlineData("""{"a":"true","b":"null","c":"1.5","d":"2026-11-23","e":"0x1F","f":"~","g":"","h":"no","i":"1e3"}""")]
    [InlineData("""{"a":"- item","b":"key: value","c":"# no comment","d":"a #b","e":"'q'","f":"\"q\"","g":"{x}","h":"[x]","i":"*x","j":"&x","k":"!x","l":"%x","m":"@x","n":"`x"}""")]
    [InlineData("""{"a":" lead","b":"trail ","c":"tab\there","d":"line\u2028sep","e":"\u0007bell","f":"\u202Eover"}""")]
    [InlineData("""{"a":"one\ntwo\n","b":"one\ntwo","c":"one\n\n","d":"  indented\nfirst","e":"trailing \nspace"}""")]
    [InlineData("""{"list":[{"a":"1","b":{"c":"2"}},"x",["y","z"],{}],"empty":[],"none":{}}""")]
    [InlineData("""{"key with space":"a","123":"b","true":"c","":"d"}""")]
    public void Lines_ReadAgain_AreTheSameObject(string json)
    {
        var text = string.Join('\n', YamlText.Lines(JsonDocument.Parse(json).RootElement)) + "\n";

        var read = new DeserializerBuilder().Build().Deserialize<object>(text);

        JsonElement.DeepEquals(JsonSerializer.SerializeToElement(Plain(read)), JsonDocument.Parse(json).RootElement).Should().BeTrue(text);
    }

    [Fact]
    public void Texts_ThatLookLikeSomethingElse_AreQuoted()
    {
        var lines = YamlText.Lines(JsonDocument.Parse("""{"flag":"true","count":"5","real":true,"number":5}""").RootElement).Select(line => line.ToString());

        lines.Should().Equal("flag: \"true\"", "count: \"5\"", "real: true", "number: 5");
    }

    [Fact]
    public void ManagedFields_CanBeLeftOut()
    {
        var lines = YamlText.Lines(JsonDocument.Parse("""{"metadata":{"name":"web","managedFields":[{"manager":"kubectl"}]},"spec":{"managedFields":"kept"}}""").RootElement, "managedFields");

        lines.Select(line => line.ToString()).Should().Equal("metadata:", "  name: web", "spec:", "  managedFields: kept");
    }

    private static object? Plain(object? read) => read switch
    {
        IDictionary<object, object> members => members.ToDictionary(member => (string)member.Key, member => Plain(member.Value)),
        IEnumerable<object> items => items.Select(Plain).ToArray(),
        _ => read,
    };
}
