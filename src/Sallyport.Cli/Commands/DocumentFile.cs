using System.Text.Json.Nodes;
using Sallyport.Cli.Kubeconfigs;
using YamlDotNet.Core;

namespace Sallyport.Cli.Commands;

/// <summary>Reads something written by hand, in YAML or JSON, into what the hub's API takes.</summary>
internal static class DocumentFile
{
    public const string Help = "a file in YAML or JSON; - reads from the standard input";

    /// <exception cref="CommandException">It cannot be read, or holds no such thing; the message names file and place.</exception>
    public static JsonObject Read(string path)
    {
        try
        {
            var text = path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path);
            return YamlOutline.Read(text) is YamlMapping mapping
                ? Object(mapping)
                : throw new CommandException($"{path} holds no YAML mapping and no JSON object.");
        }
        catch (YamlException malformed)
        {
            throw new CommandException($"{path}, line {malformed.Start.Line}, column {malformed.Start.Column}: {malformed.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {unreadable.Message}");
        }
    }

    private static JsonObject Object(YamlMapping mapping)
    {
        var json = new JsonObject();
        foreach (var (key, value) in mapping.Members)
        {
            json[key is YamlScalar name ? name.Text : throw new CommandException("the file has a key that is no text.")] = Node(value);
        }

        return json;
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMapping mapping => Object(mapping),
        YamlList list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { Plain: true, Text: "true" or "false" } flag => JsonValue.Create(flag.Text == "true"),
        YamlScalar { Text: var text } => JsonValue.Create(text),
        _ => throw new CommandException("the file refers to another part of itself (*name), which is not followed: quote texts that begin with *."),
    };
}
