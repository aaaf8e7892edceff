using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sallyport.Cli.Policies.Reading;

namespace Sallyport.Cli.Policies.Shapes;

/// <summary>Holds documents against their shapes and makes JSON of them, gathering every fault on the way.</summary>
internal sealed class ShapeCheck(string file, List<PolicyProblem> problems)
{
    /// <summary>Null when it is not to be told what it is, or something is wrong with it.</summary>
    public PolicyDocument? Document(PolicyNode node)
    {
        if (node is not PolicyMap map)
        {
            Add(node, "A document has apiVersion, kind, metadata and spec.");
            return null;
        }

        if (map["kind"] is not PolicyText { IsNull: false } kind)
        {
            Add(map["kind"] ?? map, "The document does not say its kind.");
            return null;
        }

        if (!PolicyShapes.Specs.ContainsKey(kind.Text))
        {
            Add(kind, $"There is no kind {kind.Text}{Nearest.Suggestion(kind.Text, PolicyShapes.Specs.Keys)}; there are {string.Join(", ", PolicyShapes.Specs.Keys)}.");
            return null;
        }

        var before = problems.Count;
        var json = Read(map, PolicyShapes.Document(kind.Text), "the document");
        return problems.Count == before && json is JsonObject document
            ? new PolicyDocument(file, map, kind.Text, document["metadata"]!["name"]!.GetValue<string>(), document)
            : null;
    }

    /// <summary>A file of cases; null when something is wrong with it.</summary>
    public JsonObject? Tests(PolicyNode node)
    {
        var before = problems.Count;
        return Read(node, PolicyShapes.Tests, "the document") is JsonObject tests && problems.Count == before ? tests : null;
    }

    private JsonNode? Read(PolicyNode node, Shape shape, string what) => (shape, node) switch
    {
        (_, PolicyText { IsNull: true }) => Wrong(node, $"{what} has no value: give it one, or leave it out."),
        (MapShape expected, PolicyMap map) => Map(map, expected, what),
        (MapShape, _) => Wrong(node, $"{what} is a mapping of names to values."),
        (ListShape expected, PolicyList list) => List(list, expected, what),
        (ListShape, _) => Wrong(node, $"{what} is a list."),
        (FlagShape, PolicyText { Plain: true, Text: "true" or "false" } flag) => JsonValue.Create(flag.Text == "true"),
        (FlagShape, _) => Wrong(node, $"{what} is true or false."),
        (TextShape expected, PolicyText text) => Text(text, expected, what),
        _ => Wrong(node, $"{what} is a text."),
    };

    private JsonObject Map(PolicyMap map, MapShape shape, string what)
    {
        var json = new JsonObject();
        foreach (var (name, value) in map.Members)
        {
            if (shape.Members.FirstOrDefault(member => member.Name == name.Text) is { } known)
            {
                json[known.Name] = Read(value, known.Shape, known.Name);
            }
            else
            {
                var names = shape.Members.Select(member => member.Name).ToList();
                Add(name, $"{what} has no member {name.Text}{Nearest.Suggestion(name.Text, names)}; it may have {string.Join(", ", names)}.");
            }
        }

        foreach (var missing in shape.Members.Where(member => member.Required && map[member.Name] is null))
        {
            Add(map, $"{what} has no {missing.Name}.");
        }

        return json;
    }

    private JsonArray List(PolicyList list, ListShape shape, string what)
    {
        if (shape.NotEmpty && list.Items.Count == 0)
        {
            Add(list, $"{what} is empty.");
        }

        return new JsonArray([.. list.Items.Select((item, index) => Read(item, shape.Item, $"{what}[{index}]"))]);
    }

    private JsonNode? Text(PolicyText text, TextShape shape, string what)
    {
        // Elsewhere that would be a truth value or a number; a text of that form is written in quotes.
        if (text is { Plain: true, Text: "true" or "false" or "True" or "False" or "TRUE" or "FALSE" })
        {
            return Wrong(text, $"{what} is a text: put {text.Text} into quotes.");
        }

        if (shape.Values.Length > 0 && !shape.Values.Contains(text.Text, StringComparer.Ordinal))
        {
            return Wrong(text, $"{what} cannot be {text.Text}{Nearest.Suggestion(text.Text, shape.Values)}; it is {string.Join(" or ", shape.Values)}.");
        }

        if (shape.Form is { } form && !Regex.IsMatch(text.Text, form.Expression, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
        {
            return Wrong(text, $"{what} cannot be {text.Text}: {form.Words}.");
        }

        return shape.IsTime && !DateTimeOffset.TryParse(text.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? Wrong(text, $"{what} is a moment, as 2030-12-31T18:00:00Z.")
            : JsonValue.Create(text.Text);
    }

    private JsonNode? Wrong(PolicyNode node, string message)
    {
        Add(node, message);
        return null;
    }

    private void Add(PolicyNode node, string message) =>
        problems.Add(new PolicyProblem(file, node.Line, node.Column, message));
}
