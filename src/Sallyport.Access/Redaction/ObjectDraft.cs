using System.Text;

namespace Sallyport.Access.Redaction;

/// <summary>
/// One object, gathered until it is whole: only then is its kind known for certain, and the sizes of its values, which
/// stand in its metadata.
/// </summary>
internal sealed class ObjectDraft
{
    private static readonly byte[] ValuesAnnotation =
        Encoding.UTF8.GetBytes($"\"{Placeholder.ValuesAnnotation}\":\"{Placeholder.Why}\"");

    private static readonly byte[] SizesAnnotation = Encoding.UTF8.GetBytes($"\"{Placeholder.SizesAnnotation}\":\"");

    public AnswerKind Kind { get; set; }

    public AnswerVersion Version { get; set; }

    public bool HasMetadata { get; set; }

    public bool EndsInitialEvents { get; set; }

    /// <summary>The members of <c>metadata</c>.</summary>
    public ByteBuffer Metadata { get; } = new(RedactionLimits.KeptLength);

    /// <summary>The members that a Secret has beside its metadata.</summary>
    public ByteBuffer Secret { get; } = new(RedactionLimits.KeptLength);

    /// <summary>The members that a Status has.</summary>
    public ByteBuffer Status { get; } = new(RedactionLimits.KeptLength);

    /// <summary>The sizes of a Secret's values, escaped.</summary>
    public ByteBuffer Sizes { get; } = new(RedactionLimits.KeptLength);

    public void Clear()
    {
        Kind = AnswerKind.Unsaid;
        Version = AnswerVersion.Unsaid;
        HasMetadata = false;
        EndsInitialEvents = false;
        Metadata.Clear();
        Secret.Clear();
        Status.Clear();
        Sizes.Clear();
    }

    /// <summary>Whether it says of itself what it may be, in the version that goes with it.</summary>
    public bool Is(ReadOnlySpan<AnswerKind> kinds) => kinds.Contains(Kind) && Kind switch
    {
        AnswerKind.Unsaid => Version is AnswerVersion.Unsaid or AnswerVersion.V1,
        AnswerKind.Secret or AnswerKind.SecretList or AnswerKind.List or AnswerKind.Status => Version is AnswerVersion.Unsaid or AnswerVersion.V1,
        _ => Version is AnswerVersion.Unsaid or AnswerVersion.MetaV1 or AnswerVersion.MetaV1Beta1,
    };

    /// <summary>Writes the whole object.</summary>
    public void Write(ByteBuffer to)
    {
        to.Append((byte)'{');
        var any = WriteHead(to, any: false);
        var rest = Kind switch
        {
            AnswerKind.Status => Status,
            AnswerKind.PartialObjectMetadata => null,
            _ => Secret,
        };
        if (rest is { Length: > 0 })
        {
            JsonWriting.Comma(to, any);
            to.Append(rest.Span);
        }

        to.Append((byte)'}');
    }

    /// <summary>Writes kind, version and metadata, as far as they are there; whether anything stands before them is asked and answered.</summary>
    public bool WriteHead(ByteBuffer to, bool any)
    {
        any = Member(to, AnswerKinds.Written(Kind), any);
        any = Member(to, AnswerKinds.Written(Version), any);
        if (!HasMetadata)
        {
            return any;
        }

        JsonWriting.Comma(to, any);
        to.Append("\"metadata\":{"u8);
        to.Append(Metadata.Span);
        WriteAnnotations(to);
        to.Append((byte)'}');
        return true;
    }

    private void WriteAnnotations(ByteBuffer to)
    {
        var sized = Sizes.Length > 0 && Kind is AnswerKind.Secret or AnswerKind.Unsaid;
        if (!sized && !EndsInitialEvents)
        {
            return;
        }

        JsonWriting.Comma(to, Metadata.Length > 0);
        to.Append("\"annotations\":{"u8);
        if (sized)
        {
            to.Append(SizesAnnotation);
            to.Append(Sizes.Span);
            to.Append("\","u8);
            to.Append(ValuesAnnotation);
        }

        if (EndsInitialEvents)
        {
            JsonWriting.Comma(to, sized);
            to.Append("\"k8s.io/initial-events-end\":\"true\""u8);
        }

        to.Append((byte)'}');
    }

    private static bool Member(ByteBuffer to, ReadOnlySpan<byte> member, bool any)
    {
        if (member.IsEmpty)
        {
            return any;
        }

        JsonWriting.Comma(to, any);
        to.Append(member);
        return true;
    }
}
