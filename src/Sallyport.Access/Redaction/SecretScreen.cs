using System.Buffers;

namespace Sallyport.Access.Redaction;

/// <summary>
/// Looks through an answer of an API that is not Kubernetes' own for Secrets: servers behind kube-apiserver hand them out
/// under other names. What it passes on is what came, and only once it is certain that no Secret has begun in it. An
/// object counts by its own kind and version; a Secret that is merely spoken of, or kept inside a custom object, does not.
/// </summary>
public sealed class SecretScreen : IAnswerFilter
{
    private readonly JsonTokenizer _tokens;
    private readonly ByteBuffer _held = new(RedactionLimits.KeptLength);
    private readonly Stack<Place> _open = new();
    private readonly bool _isWatch;
    private Member _member;

    /// <param name="watch">Whether the answer is a watch's stream of events, and not one document.</param>
    public SecretScreen(bool watch)
    {
        _isWatch = watch;
        _tokens = new JsonTokenizer(manyRoots: watch);
    }

    private enum PlaceKind : byte
    {
        Other,
        Document,
        Items,
        Rows,
        Row,
        Event,
    }

    private enum Member : byte
    {
        Other,
        Kind,
        Version,
        Items,
        Rows,
        Object,
    }

    /// <inheritdoc/>
    public void Pass(ReadOnlySpan<byte> chunk, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _held.Append(chunk);
        while (!chunk.IsEmpty)
        {
            var token = _tokens.Read(ref chunk, out var text);
            if (token != JsonToken.None)
            {
                Take(token, text);
            }
        }

        foreach (var place in _open)
        {
            if (!place.IsHarmless)
            {
                return;
            }
        }

        output.Write(_held.Span);
        _held.Clear();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        if (!_tokens.AtEnd)
        {
            throw new RedactionException("It is cut short.");
        }
    }

    private void Take(JsonToken token, ReadOnlySpan<byte> text)
    {
        switch (token)
        {
            case JsonToken.Name:
                _member = Read(text);
                _tokens.KeepValues = _member is Member.Kind or Member.Version;
                break;
            case JsonToken.ObjectStart or JsonToken.ArrayStart:
                Open(isArray: token == JsonToken.ArrayStart);
                break;
            case JsonToken.ObjectEnd or JsonToken.ArrayEnd:
                _open.Pop();
                GoOn();
                break;
            default:
                Note(token, text);
                break;
        }
    }

    private void Open(bool isArray)
    {
        var kind = _open.TryPeek(out var parent)
            ? (parent.Kind, _member, isArray) switch
            {
                (PlaceKind.Event or PlaceKind.Row, Member.Object, false) => PlaceKind.Document,
                (PlaceKind.Document, Member.Items, true) => PlaceKind.Items,
                (PlaceKind.Document, Member.Rows, true) => PlaceKind.Rows,
                (PlaceKind.Items, _, false) => PlaceKind.Document,
                (PlaceKind.Rows, _, false) => PlaceKind.Row,
                _ => PlaceKind.Other,
            }
            : _isWatch ? PlaceKind.Event : PlaceKind.Document;
        _open.Push(new Place { Kind = kind });
        GoOn();
    }

    private void GoOn()
    {
        _member = Member.Other;
        _tokens.KeepValues = false;
        _tokens.KeepNames = _open.TryPeek(out var top) && top.Kind != PlaceKind.Other;
    }

    private Member Read(ReadOnlySpan<byte> name) => _open.Peek().Kind switch
    {
        PlaceKind.Document when name.SequenceEqual("kind"u8) => Member.Kind,
        PlaceKind.Document when name.SequenceEqual("apiVersion"u8) => Member.Version,
        PlaceKind.Document when name.SequenceEqual("items"u8) => Member.Items,
        PlaceKind.Document when name.SequenceEqual("rows"u8) => Member.Rows,
        PlaceKind.Event or PlaceKind.Row when name.SequenceEqual("object"u8) => Member.Object,
        _ => Member.Other,
    };

    private void Note(JsonToken token, ReadOnlySpan<byte> text)
    {
        if (_member is not (Member.Kind or Member.Version))
        {
            return;
        }

        var place = _open.Pop();
        var isIt = token == JsonToken.Text && (_member == Member.Kind
            ? text.SequenceEqual("Secret"u8) || text.SequenceEqual("SecretList"u8)
            : text.SequenceEqual("v1"u8));
        place = _member == Member.Kind ? place with { IsSecret = Once(place.IsSecret, isIt) } : place with { IsCore = Once(place.IsCore, isIt) };
        if (place is { IsSecret: true, IsCore: true })
        {
            throw new RedactionException("It holds a Secret.");
        }

        _open.Push(place);
        GoOn();
    }

    private static bool Once(bool? before, bool now) => before is null ? now : throw new RedactionException("It has a name twice.");

    private readonly record struct Place
    {
        public PlaceKind Kind { get; init; }

        public bool? IsSecret { get; init; }

        public bool? IsCore { get; init; }

        public bool IsHarmless => Kind != PlaceKind.Document || IsSecret == false || IsCore == false;
    }
}
