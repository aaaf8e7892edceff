using System.Collections.Immutable;

namespace Sallyport.Demo.Rbac;

/// <summary>Who a request runs as, after authentication and impersonation.</summary>
internal sealed record Identity(string User, ImmutableArray<string> Groups)
{
    public const string Masters = "system:masters";
    public const string Authenticated = "system:authenticated";
    public const string ServiceAccountPrefix = "system:serviceaccount:";

    public static readonly Identity Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    public string Uid { get; init; } = "";

    public static Identity ServiceAccount(string ns, string name) => new(
        $"{ServiceAccountPrefix}{ns}:{name}",
        ["system:serviceaccounts", $"system:serviceaccounts:{ns}", Authenticated]);
}
