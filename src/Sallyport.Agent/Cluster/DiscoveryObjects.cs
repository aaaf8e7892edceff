namespace Sallyport.Agent.Cluster;

/// <summary>What <c>/apis</c> answers.</summary>
internal sealed record ApiGroupList
{
    public List<ApiGroup>? Groups { get; init; }
}

/// <summary>One API group with its versions.</summary>
internal sealed record ApiGroup
{
    public string? Name { get; init; }

    public List<ApiGroupVersion>? Versions { get; init; }
}

/// <summary>One version of an API group.</summary>
internal sealed record ApiGroupVersion
{
    public string? GroupVersion { get; init; }
}

/// <summary>The resources of one group and version.</summary>
internal sealed record ApiResourceList
{
    public List<ApiResource>? Resources { get; init; }
}

/// <summary>One resource or sub-resource.</summary>
internal sealed record ApiResource
{
    public string? Name { get; init; }

    public bool Namespaced { get; init; }

    public List<string>? Verbs { get; init; }
}
