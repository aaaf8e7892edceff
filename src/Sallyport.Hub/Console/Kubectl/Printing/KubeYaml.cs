using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>YAML as kubectl writes it: members in order of their names, texts plain where no reader would take them for anything else.</summary>
internal static partial class KubeYaml
{
    /// <summary>A document, line break at the end.</summary>
    /// <param name="value">The object.</param>
    /// <param name="managedFields">Whether <c>metadata.managedFields</c> is written.</param>
    /// <param name="asItem">Whether it is written as an item of a list.</param>
    public static string Write(JsonElement value, bool managedFields, bool asItem = false)
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(to, EmitterSettings.Default.WithBestWidth(80));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        if (asItem)
        {
            emitter.Emit(new SequenceStart(default, default, isImplicit: true, SequenceStyle.Block));
        }

        Emit(emitter, value, managedFields, depth: 0);
        if (asItem)
        {
            emitter.Emit(new SequenceEnd());
        }

        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return to.ToString();
    }

    private static void Emit(Emitter emitter, JsonElement value, bool managedFields, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = KubeJson.Members(value, managedFields, depth);
                emitter.Emit(new MappingStart(default, default, isImplicit: true, members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var member in members)
                {
                    emitter.Emit(Text(member.Name));
                    Emit(emitter, member.Value, managedFields, member.Name == "metadata" && depth == 0 ? 1 : 2);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                emitter.Emit(new SequenceStart(default, default, isImplicit: true, value.GetArrayLength() == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in value.EnumerateArray())
                {
                    Emit(emitter, item, managedFields, 2);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                emitter.Emit(Text(value.GetString()!));
                break;
            default:
                emitter.Emit(Scalar(value.GetRawText(), ScalarStyle.Plain));
                break;
        }
    }

    // The emitter itself falls back to quotes where a style cannot carry the text.
    private static Scalar Text(string text) => Scalar(
        text,
        text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
            : SomethingElse().IsMatch(text) ? ScalarStyle.DoubleQuoted
            : ScalarStyle.Plain);

    private static Scalar Scalar(string text, ScalarStyle style) => new(default, default, text, style, isPlainImplicit: true, isQuotedImplicit: true);

    /// <summary>What YAML 1.1 takes for nothing, a truth, a number or a time.</summary>
    [GeneratedRegex(
        @"^(|~|null|Null|NULL|<<|=|y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF|true|True|TRUE|false|False|FALSE" +
        @"|[-+]?(0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)|[-+]?(\.[0-9_]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)" +
        @"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?)\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex SomethingElse();
}
