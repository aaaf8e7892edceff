namespace Sallyport.Access.Redaction;

/// <summary>
/// What a document turns out to be: one object, which is written when it is whole; or a list or a table, whose elements are
/// written as they come, whatever of its own members comes after them.
/// </summary>
internal sealed class DocumentForm(ObjectDraft draft, ByteBuffer ready)
{
    private static readonly AnswerKind[] Objects = [AnswerKind.Secret, AnswerKind.PartialObjectMetadata, AnswerKind.Status];
    private static readonly AnswerKind[] Elements = [AnswerKind.Unsaid, AnswerKind.Secret, AnswerKind.PartialObjectMetadata];
    private static readonly AnswerKind[] Lists = [AnswerKind.SecretList, AnswerKind.List, AnswerKind.PartialObjectMetadataList];
    private static readonly AnswerKind[] Tables = [AnswerKind.Table];

    private AnswerKind[] _kinds = Objects;
    private AnswerKind _kind;
    private AnswerVersion _version;

    public static void RequireItem(ObjectDraft draft) => Require(draft, Elements);

    public void Begin()
    {
        draft.Clear();
        _kinds = Objects;
    }

    /// <summary>Begins <c>items</c>, <c>columnDefinitions</c> or <c>rows</c> with its name.</summary>
    public void BeginArray(ref Frame document, ShapeKind array)
    {
        var kinds = array == ShapeKind.Items ? Lists : Tables;
        RefuseMixture();
        if (_kinds == Objects)
        {
            _kinds = kinds;
            (_kind, _version) = (draft.Kind, draft.Version);
            ready.Append((byte)'{');
            document.Any = draft.WriteHead(ready, any: false);
            draft.Clear();
        }
        else if (_kinds != kinds)
        {
            throw Mixture();
        }
        else
        {
            KeepHead(ref document);
        }

        document.Separate();
        ready.Append(array switch
        {
            ShapeKind.Items => "\"items\":"u8,
            ShapeKind.Columns => "\"columnDefinitions\":"u8,
            _ => "\"rows\":"u8,
        });
    }

    public void End(ref Frame document, bool last)
    {
        if (_kinds == Objects)
        {
            Require(draft, Objects);
            draft.Write(ready);
        }
        else
        {
            RefuseMixture();
            KeepHead(ref document);
            (draft.Kind, draft.Version) = (_kind, _version);
            Require(draft, _kinds);
            ready.Append((byte)'}');
        }

        draft.Clear();
        if (last)
        {
            ready.Append((byte)'\n');
        }
    }

    /// <summary>Writes what came of the head since it was last written, and keeps in mind what it says.</summary>
    private void KeepHead(ref Frame document)
    {
        document.Any = draft.WriteHead(ready, document.Any);
        _kind = draft.Kind == AnswerKind.Unsaid ? _kind : draft.Kind;
        _version = draft.Version == AnswerVersion.Unsaid ? _version : draft.Version;
        draft.Clear();
    }

    private void RefuseMixture()
    {
        if (draft.Secret.Length + draft.Status.Length > 0)
        {
            throw Mixture();
        }
    }

    private static void Require(ObjectDraft draft, AnswerKind[] kinds)
    {
        if (!draft.Is(kinds))
        {
            throw new RedactionException("It is not of a kind that answers a request for Secrets.");
        }
    }

    private static RedactionException Mixture() => new("It is a list and an object at once.");
}
