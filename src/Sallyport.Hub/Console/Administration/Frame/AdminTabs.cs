using Sallyport.Hub.Console.Design;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>Which pages stand beside each other.</summary>
internal static class AdminTabs
{
    /// <summary>The organization's settings.</summary>
    public static IReadOnlyList<TabItem> Settings { get; } =
    [
        new("access", Phrase("Access settings"), "/settings/access"),
        new("delegations", Phrase("Delegations"), "/settings/delegations"),
        new("guardrails", Phrase("Guardrails"), "/settings/guardrails"),
        new("clusters", Phrase("Clusters"), "/settings/clusters"),
        new("projects", Phrase("Projects"), "/settings/projects"),
        new("users", Phrase("Users"), "/settings/users"),
        new("groups", Phrase("Groups"), "/settings/groups"),
        new("roles", Phrase("Roles"), "/settings/roles"),
        new("assignments", Phrase("Assignments"), "/settings/assignments"),
        new("credentials", Phrase("Credentials"), "/settings/credentials"),
        new("providers", Phrase("Sign-in"), "/settings/providers"),
    ];

    /// <summary>What is the visitor's own.</summary>
    public static IReadOnlyList<TabItem> Own { get; } =
    [
        new("access", Phrase("My access"), "/access"),
        new("credentials", Phrase("My credentials"), "/access/credentials"),
    ];
}
