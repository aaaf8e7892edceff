using System.Text;

namespace Sallyport.Access.Redaction;

/// <summary>What is done with a value that may pass.</summary>
internal enum ShapeKind : byte
{
    Text,
    Number,
    Flag,

    /// <summary>A text for people: what could act on a terminal is taken out of it.</summary>
    Message,

    /// <summary>The object's kind, of the few that are known.</summary>
    Kind,

    /// <summary>The object's API version, of the few that are known.</summary>
    ApiVersion,

    /// <summary>The word <c>true</c> by which a streaming list says that it is complete.</summary>
    EndOfInitialEvents,

    /// <summary>A Secret's value: the placeholder takes its place.</summary>
    Hidden,

    /// <summary>A table's cell: it passes where its column does.</summary>
    Cell,
    ColumnName,
    EventType,

    Object,
    Array,

    /// <summary>An object with any names and values of one shape.</summary>
    Map,
    Metadata,
    Annotations,
    Data,

    /// <summary>One Secret, or its metadata, in a list or a row.</summary>
    Item,

    /// <summary>What an answer or an event holds: an object, a list, a table or a status.</summary>
    Document,
    Items,
    Columns,
    Column,
    Rows,
    Row,
    Event,
}

/// <summary>What may pass of one place in an answer. What no shape speaks of stays behind.</summary>
internal sealed class Shape(ShapeKind kind)
{
    public ShapeKind Kind => kind;

    /// <summary>The members of an object that may pass.</summary>
    public Field[] Fields { get; private init; } = [];

    /// <summary>What an array or a map holds.</summary>
    public Shape? Element { get; private init; }

    public bool IsContainer => kind >= ShapeKind.Object;

    /// <summary>Whether the member's name is written as soon as it is read; for the others, when it is known what they are.</summary>
    public bool WritesItsName => kind is not (
        ShapeKind.Kind or ShapeKind.ApiVersion or ShapeKind.EndOfInitialEvents or ShapeKind.EventType or ShapeKind.Metadata
        or ShapeKind.Annotations or ShapeKind.Document or ShapeKind.Items or ShapeKind.Columns or ShapeKind.Rows);

    public bool IsArray => kind is ShapeKind.Array or ShapeKind.Items or ShapeKind.Columns or ShapeKind.Rows;

    public static Shape Of(ShapeKind kind, params Field[] fields) => new(kind) { Fields = fields };

    public static Shape Of(ShapeKind kind, Shape element) => new(kind) { Element = element };

    /// <summary>The place of a member in <see cref="Fields"/>, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (name.SequenceEqual(Fields[i].Name))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Which of an object's parts a member belongs to; they are put together when the object is whole.</summary>
internal enum Part : byte
{
    /// <summary>Whatever its parent belongs to.</summary>
    Parents,
    Secret,
    Status,
}

/// <summary>One member that may pass.</summary>
internal sealed class Field(string name, Shape shape, Part part = Part.Parents)
{
    public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>The name as it is written before the value.</summary>
    public byte[] Written { get; } = Encoding.UTF8.GetBytes($"\"{name}\":");

    public Shape Shape => shape;

    public Part Part => part;
}
