using System.Collections.Frozen;

namespace Sallyport.Access.Requests;

/// <summary>Every sentence that a refused request line is answered with: fixed ones, so that no client bytes are in any.</summary>
internal static class RequestRefusals
{
    public const string PathCharacter = "The path has a character that must not stand there unescaped.";
    public const string EmptySegment = "The path has an empty segment.";
    public const string DotSegment = "The path has a dot segment.";
    public const string TooManySegments = "The path has too many segments.";
    public const string QueryCharacter = "The query has a character that must not stand there unescaped.";
    public const string TooManyParameters = "The query has too many parameters.";
    public const string BackendQueryEscape = "The query has a broken escape.";
    public const string UnknownKey = "The query has a key that Kubernetes does not read in such a request.";
    public const string QueryEscape = "The query has a broken escape, or bytes that are not UTF-8.";
    public const string QueryValue = "The query has a value that its key cannot have.";
    public const string RepeatedKey = "The query has a key twice.";
    public const string FieldSelector = "The field selector is not one that Kubernetes understands.";
    public const string TwoNames = "The field selector asks for a name twice.";
    public const string Method = "The method is none of GET, HEAD, POST, PUT, PATCH and DELETE.";
    public const string TooLong = "The request target is longer than 32 KiB.";
    public const string NotAPath = "The request target is not a path that starts with a slash.";
    public const string TooLongEscaped = "The request target is longer than 32 KiB when it is escaped.";
    public const string PathWord = "The path has a character that no path of the Kubernetes API has.";
    public const string VerbPrefix =
        "The /watch/ and /proxy/ prefixes are not supported; use the watch parameter or the proxy sub-resource.";
    public const string GroupOrVersion = "The API group or version is not one that Kubernetes can have.";
    public const string Namespace = "The namespace is not one that Kubernetes can have.";
    public const string Resource = "The resource or sub-resource is not one that Kubernetes can have.";
    public const string NamespaceInNamespace = "A namespace is not inside a namespace.";
    public const string AfterSubresource = "The path goes on after the sub-resource.";
    public const string Name = "The name is not one that Kubernetes can have, or is escaped in a broken way.";
    public const string ProxyPath = "The path after /proxy has an escape or a character that is not passed on.";
    public const string HeadOfWatch = "A watch is not asked for by HEAD.";
    public const string NameBesideSelector =
        "The list options select a name beside another selector that is not surely readable.";

    /// <summary>All of them.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        PathCharacter, EmptySegment, DotSegment, TooManySegments, QueryCharacter, TooManyParameters,
        BackendQueryEscape, UnknownKey, QueryEscape, QueryValue, RepeatedKey, FieldSelector, TwoNames, Method,
        TooLong, NotAPath, TooLongEscaped, PathWord, VerbPrefix, GroupOrVersion, Namespace, Resource,
        NamespaceInNamespace, AfterSubresource, Name, ProxyPath, HeadOfWatch, NameBesideSelector);
}
