using System.Diagnostics.CodeAnalysis;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;

namespace Sallyport.Agent.Forwarding;

/// <summary>What the second look found: a request with the one user and group to send it as, or a refusal.</summary>
internal readonly struct Look
{
    private readonly GroupVariant _variant;

    private Look(KubernetesRequest? request, string? user, string? group, GroupVariant variant, Refusal? refusal)
    {
        Request = request;
        User = user;
        Group = group;
        _variant = variant;
        Refusal = refusal;
    }

    public KubernetesRequest? Request { get; }

    public string? User { get; }

    public string? Group { get; }

    /// <summary>Whether the answer must be redacted before it leaves the cluster.</summary>
    public bool KeysOnly => _variant == GroupVariant.KeysOnly;

    /// <summary>Whether the group may run listed commands alone.</summary>
    public bool ListedCommand => _variant == GroupVariant.Commands;

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Request), nameof(User), nameof(Group))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Allowed => Request is not null;

    public static Look Passed(KubernetesRequest request, string user, string group, GroupVariant variant) =>
        new(request, user, group, variant, null);

    public static Look Refused(Refusal refusal) => new(null, null, null, default, refusal);
}
