using Sallyport.Demo.Http;

namespace Sallyport.Demo.Rbac;

/// <summary>One question to the authorizer.</summary>
internal sealed record AccessAttributes(string Verb)
{
    public bool IsResource { get; init; } = true;

    public string Group { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    public string Path { get; init; } = "";

    public string FullResource => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    public static AccessAttributes Of(RequestInfo info) => new(info.Verb)
    {
        IsResource = info.IsResource,
        Group = info.Group,
        Resource = info.Resource,
        Subresource = info.Subresource,
        Namespace = info.Namespace,
        Name = info.Name,
        Path = info.Path,
    };
}
