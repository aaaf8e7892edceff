namespace Sallyport.Access.Redaction;

/// <summary>The kinds that an answer about Secrets can have.</summary>
internal enum AnswerKind : byte
{
    /// <summary>It does not say; an item of a typed list does not.</summary>
    Unsaid,
    Secret,
    SecretList,
    List,
    Status,
    Table,
    PartialObjectMetadata,
    PartialObjectMetadataList,
}

/// <summary>The API versions that they can have.</summary>
internal enum AnswerVersion : byte
{
    Unsaid,
    V1,
    MetaV1,
    MetaV1Beta1,
}

/// <summary>Kinds and versions as they are written.</summary>
internal static class AnswerKinds
{
    public static AnswerKind ReadKind(ReadOnlySpan<byte> text) => text switch
    {
        _ when text.SequenceEqual("Secret"u8) => AnswerKind.Secret,
        _ when text.SequenceEqual("SecretList"u8) => AnswerKind.SecretList,
        _ when text.SequenceEqual("List"u8) => AnswerKind.List,
        _ when text.SequenceEqual("Status"u8) => AnswerKind.Status,
        _ when text.SequenceEqual("Table"u8) => AnswerKind.Table,
        _ when text.SequenceEqual("PartialObjectMetadata"u8) => AnswerKind.PartialObjectMetadata,
        _ when text.SequenceEqual("PartialObjectMetadataList"u8) => AnswerKind.PartialObjectMetadataList,
        _ => throw new RedactionException("It is not of a kind that answers a request for Secrets."),
    };

    public static AnswerVersion ReadVersion(ReadOnlySpan<byte> text) => text switch
    {
        _ when text.SequenceEqual("v1"u8) => AnswerVersion.V1,
        _ when text.SequenceEqual("meta.k8s.io/v1"u8) => AnswerVersion.MetaV1,
        _ when text.SequenceEqual("meta.k8s.io/v1beta1"u8) => AnswerVersion.MetaV1Beta1,
        _ => throw new RedactionException("It is not of an API version that answers a request for Secrets."),
    };

    public static ReadOnlySpan<byte> Written(AnswerKind kind) => kind switch
    {
        AnswerKind.Secret => "\"kind\":\"Secret\""u8,
        AnswerKind.SecretList => "\"kind\":\"SecretList\""u8,
        AnswerKind.List => "\"kind\":\"List\""u8,
        AnswerKind.Status => "\"kind\":\"Status\""u8,
        AnswerKind.Table => "\"kind\":\"Table\""u8,
        AnswerKind.PartialObjectMetadata => "\"kind\":\"PartialObjectMetadata\""u8,
        AnswerKind.PartialObjectMetadataList => "\"kind\":\"PartialObjectMetadataList\""u8,
        _ => default,
    };

    public static ReadOnlySpan<byte> Written(AnswerVersion version) => version switch
    {
        AnswerVersion.V1 => "\"apiVersion\":\"v1\""u8,
        AnswerVersion.MetaV1 => "\"apiVersion\":\"meta.k8s.io/v1\""u8,
        AnswerVersion.MetaV1Beta1 => "\"apiVersion\":\"meta.k8s.io/v1beta1\""u8,
        _ => default,
    };
}
