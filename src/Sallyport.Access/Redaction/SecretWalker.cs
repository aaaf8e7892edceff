namespace Sallyport.Access.Redaction;

/// <summary>Walks an answer along its shape and writes what may pass. Whatever has no shape is passed over.</summary>
internal sealed class SecretWalker
{
    private readonly JsonTokenizer _tokens;
    private readonly ByteBuffer _ready;
    private readonly ObjectDraft _draft = new();
    private readonly MemberNames _names = new();
    private readonly ScalarWriter _scalars;
    private readonly DocumentForm _form;
    private readonly TableColumns _columns = new();
    private readonly ColumnDraft _column = new();
    private readonly EventFrame _event;
    private readonly Shape _root;
    private readonly Frame[] _frames = new Frame[12];
    private int _count;
    private int _passedOver;
    private Shape? _expected;
    private ByteBuffer? _to;

    public SecretWalker(JsonTokenizer tokens, ByteBuffer ready, Shape root)
    {
        (_tokens, _ready, _root, _expected) = (tokens, ready, root, root);
        _form = new DocumentForm(_draft, ready);
        _event = new EventFrame(ready);
        _scalars = new ScalarWriter(_draft, _columns, _column, _event);
    }

    /// <summary>How many objects, rows and columns were finished.</summary>
    public long Finished { get; private set; }

    private ref Frame Top => ref _frames[_count - 1];

    private bool InArray => _count > 0 && Top.Shape.IsArray;

    public void Take(JsonToken token, ReadOnlySpan<byte> text)
    {
        switch (token)
        {
            case JsonToken.ObjectStart or JsonToken.ArrayStart when _passedOver > 0:
                _passedOver++;
                break;
            case JsonToken.ObjectEnd or JsonToken.ArrayEnd when _passedOver > 0:
                _passedOver--;
                GoOn();
                break;
            case not JsonToken.None when _passedOver > 0:
                break;
            case JsonToken.Name:
                Name(text);
                break;
            case JsonToken.ObjectStart or JsonToken.ArrayStart:
                Start(isArray: token == JsonToken.ArrayStart);
                break;
            case JsonToken.ObjectEnd or JsonToken.ArrayEnd:
                End();
                break;
            default:
                Scalar(token, text);
                break;
        }
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        ref var top = ref Top;
        if (top.Shape.Element is { } element)
        {
            _names.Add(name);
            top.Separate();
            JsonWriting.Text(top.To!, name);
            top.To!.Append((byte)':');
            if (element.Kind == ShapeKind.Hidden)
            {
                ValueSizes.Name(_draft.Sizes, name);
            }

            Expect(element, top.To);
            return;
        }

        var index = top.Shape.Find(name);
        if (index < 0)
        {
            Expect(null, null);
            return;
        }

        if ((top.Seen & (1UL << index)) != 0)
        {
            throw new RedactionException("It has a name twice.");
        }

        top.Seen |= 1UL << index;
        Member(ref top, top.Shape.Fields[index]);
    }

    private void Member(ref Frame top, Field field)
    {
        var to = field.Part switch
        {
            Part.Secret => _draft.Secret,
            Part.Status => _draft.Status,
            _ => top.To,
        };
        Expect(field.Shape, to);
        if (!field.Shape.WritesItsName)
        {
            return;
        }

        // What an object's parts hold is put together later: each has commas of its own.
        if (field.Part == Part.Parents && top.Shape.Kind != ShapeKind.Metadata)
        {
            top.Separate();
        }
        else
        {
            JsonWriting.Comma(to!, to!.Length > 0);
        }

        to!.Append(field.Written);
    }

    private void Start(bool isArray)
    {
        if (_expected is not { } shape)
        {
            _passedOver = 1;
            _tokens.KeepNames = false;
            return;
        }

        if (!shape.IsContainer || shape.IsArray != isArray)
        {
            throw ScalarWriter.Unexpected();
        }

        Push(shape, Opened(shape));
    }

    /// <summary>Writes an object's or array's beginning, where it is written as it comes; and where its members go.</summary>
    private ByteBuffer? Opened(Shape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Metadata:
                _draft.HasMetadata = true;
                return _draft.Metadata;
            case ShapeKind.Annotations or ShapeKind.Item:
                return null;
            case ShapeKind.Event:
                _event.Begin();
                return null;
            case ShapeKind.Document:
                if (_count > 0)
                {
                    _event.BeginObject();
                }

                _form.Begin();
                return _ready;
            case ShapeKind.Items or ShapeKind.Columns or ShapeKind.Rows:
                _form.BeginArray(ref Top, shape.Kind);
                if (shape.Kind == ShapeKind.Columns)
                {
                    _columns.Begin();
                }

                _ready.Append((byte)'[');
                return _ready;
            case ShapeKind.Column:
                return _column.Begin();
            case ShapeKind.Data or ShapeKind.Map:
                _names.Clear();
                break;
        }

        if (InArray)
        {
            Top.Separate();
        }

        _to!.Append(shape.IsArray ? (byte)'[' : (byte)'{');
        return _to;
    }

    private void Push(Shape shape, ByteBuffer? to)
    {
        _frames[_count++] = new Frame { Shape = shape, To = to };
        GoOn();
    }

    private void End()
    {
        var ended = _frames[--_count];
        switch (ended.Shape.Kind)
        {
            case ShapeKind.Metadata or ShapeKind.Annotations:
                break;
            case ShapeKind.Item:
                Finished++;
                DocumentForm.RequireItem(_draft);
                if (InArray)
                {
                    Top.Separate();
                }

                _draft.Write(_ready);
                _draft.Clear();
                break;
            case ShapeKind.Document:
                Finished++;
                _form.End(ref ended, last: _count == 0);
                break;
            case ShapeKind.Event:
                _event.End();
                break;
            case ShapeKind.Column:
                Finished++;
                _columns.Add(_column.Passes);
                if (_column.Passes)
                {
                    Top.Separate();
                    _column.Write(_ready);
                }

                break;
            default:
                ended.To!.Append(ended.Shape.IsArray ? (byte)']' : (byte)'}');
                break;
        }

        GoOn();
    }

    private void Scalar(JsonToken token, ReadOnlySpan<byte> text)
    {
        if (_expected is not { } shape)
        {
            return;
        }

        if (shape.Kind is ShapeKind.Items or ShapeKind.Columns or ShapeKind.Rows && token == JsonToken.Null)
        {
            _form.BeginArray(ref Top, shape.Kind);
            _ready.Append("null"u8);
            return;
        }

        if (_count == 0)
        {
            throw ScalarWriter.Unexpected();
        }

        _scalars.Write(shape, token, text, _tokens.Digits, _to, ref Top);
    }

    /// <summary>What comes next in an array is what came before; in an object, its name will tell.</summary>
    private void GoOn()
    {
        if (_passedOver > 0)
        {
            return;
        }

        _tokens.KeepNames = true;
        if (_count == 0)
        {
            Expect(_root, null);
        }
        else if (Top.Shape.IsArray)
        {
            Expect(Top.Shape.Element, Top.To);
        }
    }

    private void Expect(Shape? shape, ByteBuffer? to)
    {
        (_expected, _to) = (shape, to);
        _tokens.KeepValues = shape is { IsContainer: false, Kind: not ShapeKind.Hidden };
    }
}
