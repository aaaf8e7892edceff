using System.Text.Json.Nodes;

namespace Sallyport.Demo.Seed;

/// <summary>A custom kind and a few of its objects: which version of which app was delivered.</summary>
internal static class CustomKind
{
    private const string Group = "delivery.example.com";

    public static void Plant(Ground ground)
    {
        ground.Put("customresourcedefinitions.apiextensions.k8s.io", "apiextensions.k8s.io/v1",
            "CustomResourceDefinition", "", "releases." + Group, new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["group"] = Group,
                    ["scope"] = "Namespaced",
                    ["names"] = new JsonObject
                    {
                        ["plural"] = "releases",
                        ["singular"] = "release",
                        ["kind"] = "Release",
                        ["listKind"] = "ReleaseList",
                        ["shortNames"] = new JsonArray("rel"),
                        ["categories"] = new JsonArray("delivery"),
                    },
                    ["conversion"] = new JsonObject { ["strategy"] = "None" },
                    ["versions"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "v1",
                        ["served"] = true,
                        ["storage"] = true,
                        ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
                        ["schema"] = new JsonObject { ["openAPIV3Schema"] = Schema() },
                    }),
                },
                ["status"] = new JsonObject
                {
                    ["acceptedNames"] = new JsonObject { ["plural"] = "releases", ["kind"] = "Release" },
                    ["conditions"] = new JsonArray(Holds("NamesAccepted"), Holds("Established")),
                    ["storedVersions"] = new JsonArray("v1"),
                },
            });
        Release(ground, "storefront", "4.18.2", "Delivered");
        Release(ground, "checkout", "3.3.0", "Progressing");
        Release(ground, "recommendations", "0.9.1", "Failed");
    }

    private static void Release(Ground ground, string app, string version, string phase) =>
        ground.Put("releases." + Group, Group + "/v1", "Release", "shop",
            $"{app}-{version.Replace('.', '-')}", new JsonObject
            {
                ["spec"] = new JsonObject { ["app"] = app, ["version"] = version },
                ["status"] = new JsonObject { ["phase"] = phase },
            });

    private static JsonObject Holds(string type) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = "Demo",
        ["message"] = "",
    };

    private static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["description"] = "A version of an app on its way to production.",
        ["properties"] = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What is delivered.",
                ["properties"] = new JsonObject
                {
                    ["app"] = new JsonObject { ["type"] = "string", ["description"] = "Name of the app." },
                    ["version"] = new JsonObject { ["type"] = "string", ["description"] = "Version of the app." },
                },
            },
            ["status"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "How far it came.",
                ["properties"] = new JsonObject
                {
                    ["phase"] = new JsonObject
                    {
                        ["type"] = "string",
                        ["description"] = "Progressing, Delivered or Failed.",
                    },
                },
            },
        },
    };
}
