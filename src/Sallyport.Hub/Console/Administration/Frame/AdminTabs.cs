using Sallyport.Hub.Console.Design;

namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>Which pages stand beside each other.</summary>
internal static class AdminTabs
{
    /// <summary>The organization's settings.</summary>
    public static IReadOnlyList<TabItem> Settings { get; } =
    [
        new("access", "Access settings", "/settings/access"),
        new("clusters", "Clusters", "/settings/clusters"),
        new("projects", "Projects", "/settings/projects"),
        new("users", "Users", "/settings/users"),
        new("assignments", "Assignments", "/settings/assignments"),
    ];

    /// <summary>What is the visitor's own.</summary>
    public static IReadOnlyList<TabItem> Own { get; } =
    [
        new("access", "My access", "/access"),
        new("credentials", "My credentials", "/access/credentials"),
    ];
}
