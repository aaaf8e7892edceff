using System.Text;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Redaction;

/// <summary>Writes texts, numbers and the like where they may pass, and takes note of those that say what an object is.</summary>
internal sealed class ScalarWriter(ObjectDraft draft, TableColumns columns, ColumnDraft column, EventFrame watch)
{
    private static readonly byte[] Placeholding = Encoding.UTF8.GetBytes($"\"{Placeholder.Value}\"");

    /// <param name="shape">What is expected.</param>
    /// <param name="token">What came.</param>
    /// <param name="text">Its text, where it is kept.</param>
    /// <param name="digits">The base64 digits of a text that is not.</param>
    /// <param name="to">Where it is written.</param>
    /// <param name="top">The object or array around it.</param>
    public void Write(Shape shape, JsonToken token, ReadOnlySpan<byte> text, long digits, ByteBuffer? to, ref Frame top)
    {
        switch (shape.Kind, token)
        {
            case (ShapeKind.Hidden, JsonToken.Text or JsonToken.Null):
                to!.Append(Placeholding);
                ValueSizes.Length(draft.Sizes, token == JsonToken.Text ? digits : 0);
                break;
            case (ShapeKind.Cell, _):
                Cell(token, text, to!, ref top);
                break;
            case (ShapeKind.Text, JsonToken.Text):
                JsonWriting.Text(to!, text);
                break;
            case (ShapeKind.Message, JsonToken.Text):
                JsonWriting.Text(to!, Encoding.UTF8.GetBytes(VisibleText.Of(Encoding.UTF8.GetString(text))));
                break;
            case (ShapeKind.Number, JsonToken.Number):
                to!.Append(text);
                break;
            case (ShapeKind.Flag, JsonToken.True or JsonToken.False):
                to!.Append(token == JsonToken.True ? "true"u8 : "false"u8);
                break;
            case (ShapeKind.Kind, JsonToken.Text):
                draft.Kind = AnswerKinds.ReadKind(text);
                break;
            case (ShapeKind.ApiVersion, JsonToken.Text):
                draft.Version = AnswerKinds.ReadVersion(text);
                break;
            case (ShapeKind.EndOfInitialEvents, JsonToken.Text):
                draft.EndsInitialEvents = text.SequenceEqual("true"u8);
                break;
            case (ShapeKind.EventType, JsonToken.Text):
                watch.Type(text);
                break;
            case (ShapeKind.ColumnName, JsonToken.Text):
                column.Passes = TableColumns.IsKnown(text);
                JsonWriting.Text(to!, text);
                break;
            case (ShapeKind.Metadata or ShapeKind.Annotations, JsonToken.Null):
                break;
            case (ShapeKind.Text or ShapeKind.Number or ShapeKind.Flag or ShapeKind.Message, JsonToken.Null):
            case (ShapeKind.Object or ShapeKind.Array or ShapeKind.Map or ShapeKind.Data, JsonToken.Null) when !top.Shape.IsArray:
            case (ShapeKind.Item, JsonToken.Null) when top.Shape.Kind == ShapeKind.Row:
                to!.Append("null"u8);
                break;
            default:
                throw Unexpected();
        }
    }

    public static RedactionException Unexpected() => new("It has a value of a form that it cannot have.");

    private void Cell(JsonToken token, ReadOnlySpan<byte> text, ByteBuffer to, ref Frame top)
    {
        if (!columns.Passes(top.Index++))
        {
            return;
        }

        top.Separate();
        switch (token)
        {
            case JsonToken.Text:
                JsonWriting.Text(to, text);
                break;
            case JsonToken.Number:
                to.Append(text);
                break;
            case JsonToken.Null:
                to.Append("null"u8);
                break;
            default:
                throw Unexpected();
        }
    }
}
