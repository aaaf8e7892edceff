using System.Text.Json.Serialization;

namespace Sallyport.Agent.Cluster;

/// <summary>Asks kube-apiserver whether a group may do something.</summary>
internal sealed record AccessReview
{
    public string ApiVersion { get; init; } = "authorization.k8s.io/v1";

    public string Kind { get; init; } = "SubjectAccessReview";

    public AccessReviewSpec? Spec { get; init; }

    public AccessReviewStatus? Status { get; init; }
}

/// <summary>Who and what a review is about.</summary>
internal sealed record AccessReviewSpec
{
    public string? User { get; init; }

    public string[]? Groups { get; init; }

    public AccessReviewResource? ResourceAttributes { get; init; }

    [JsonPropertyName("nonResourceAttributes")]
    public AccessReviewPath? PathAttributes { get; init; }
}

/// <summary>The resource a review is about.</summary>
internal sealed record AccessReviewResource
{
    public string? Namespace { get; init; }

    public string? Verb { get; init; }

    public string? Group { get; init; }

    public string? Resource { get; init; }

    public string? Subresource { get; init; }

    public string? Name { get; init; }
}

/// <summary>The path a review is about.</summary>
internal sealed record AccessReviewPath(string Path, string Verb);

/// <summary>The answer to a review.</summary>
internal sealed record AccessReviewStatus
{
    public bool Allowed { get; init; }
}

/// <summary>Asks kube-apiserver what the asking account may do.</summary>
internal sealed record RulesReview
{
    public string ApiVersion { get; init; } = "authorization.k8s.io/v1";

    public string Kind { get; init; } = "SelfSubjectRulesReview";

    public RulesReviewSpec? Spec { get; init; }

    public RulesReviewStatus? Status { get; init; }
}

/// <summary>The namespace the account's rules are asked for; those of the whole cluster hold there too.</summary>
internal sealed record RulesReviewSpec(string Namespace);

/// <summary>The rules an account holds.</summary>
internal sealed record RulesReviewStatus
{
    public RbacRule[]? ResourceRules { get; init; }

    public RbacRule[]? NonResourceRules { get; init; }
}
