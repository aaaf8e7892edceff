using System.Text.Json.Serialization;

namespace Sallyport.Agent.Cluster;

/// <summary>The part of an object's metadata that the agent reads or writes.</summary>
internal sealed record ObjectMeta
{
    public string? Name { get; init; }

    public string? Namespace { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    public long? Generation { get; init; }

    public Dictionary<string, string>? Labels { get; init; }

    public string? Continue { get; init; }
}

/// <summary>Any object, of which the metadata alone matters.</summary>
internal sealed record AnyObject
{
    public ObjectMeta? Metadata { get; init; }
}

/// <summary>A list of objects of one kind.</summary>
internal sealed record ObjectList<T>
{
    public ObjectMeta? Metadata { get; init; }

    public List<T>? Items { get; init; }
}

/// <summary>One line of a watch.</summary>
internal sealed record WatchLine
{
    public string? Type { get; init; }

    public WatchedObject? Object { get; init; }
}

/// <summary>What a watch line carries: an object, or in an ERROR line a Status.</summary>
internal sealed record WatchedObject
{
    public ObjectMeta? Metadata { get; init; }

    public int? Code { get; init; }

    public string? Message { get; init; }
}

/// <summary>What kube-apiserver answers when it does not do what was asked.</summary>
internal sealed record StatusObject
{
    public string? Message { get; init; }

    public string? Reason { get; init; }

    public int? Code { get; init; }
}

/// <summary>What <c>/version</c> answers.</summary>
internal sealed record VersionObject
{
    public string? GitVersion { get; init; }
}

/// <summary>A Secret, with its values still in base64.</summary>
internal sealed record SecretObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta? Metadata { get; init; }

    public Dictionary<string, string>? Data { get; init; }
}

/// <summary>Any of the three kinds of RBAC object that the agent keeps.</summary>
internal sealed record RbacObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta? Metadata { get; init; }

    public RbacRule[]? Rules { get; init; }

    public object? AggregationRule { get; init; }

    public RbacRoleRef? RoleRef { get; init; }

    public RbacSubject[]? Subjects { get; init; }
}

/// <summary>A rule of a role.</summary>
internal sealed record RbacRule
{
    public string[]? ApiGroups { get; init; }

    public string[]? Resources { get; init; }

    public string[]? ResourceNames { get; init; }

    public string[]? Verbs { get; init; }

    [JsonPropertyName("nonResourceURLs")]
    public string[]? NonResourceUrls { get; init; }
}

/// <summary>The role that a binding binds.</summary>
internal sealed record RbacRoleRef(string ApiGroup, string Kind, string Name);

/// <summary>Whom a binding binds it to.</summary>
internal sealed record RbacSubject(string Kind, string Name, string? ApiGroup = null, string? Namespace = null);
