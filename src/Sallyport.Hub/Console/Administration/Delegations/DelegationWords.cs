using Microsoft.Extensions.Localization;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Administration.Delegations;

/// <summary>What a delegation lets somebody set, in words.</summary>
internal static class DelegationWords
{
    public static string Of(IStringLocalizer<Words> words, DelegationModel delegation) =>
        string.Join("; ", delegation.Capabilities.Select(one => Of(words, one.Key, one.Value)))
        + (delegation.Commands is { Count: > 0 } commands ? $" ({string.Join(" · ", commands)})" : "");

    public static string Whom(IStringLocalizer<Words> words, DelegationModel delegation) =>
        delegation.User is { } user ? words["user {0}", user] : words["group {0}", delegation.Group ?? ""];

    private static string Of(IStringLocalizer<Words> words, string setting, string most) => (setting, most) switch
    {
        ("secrets", "visible") => words["Secrets, up to visible"],
        ("secrets", _) => words["Secrets, up to keys only"],
        ("shell", "allowed") => words["shell, up to any command"],
        ("shell", _) => words["shell, up to listed commands"],
        _ => words["forwarding of ports"],
    };
}
