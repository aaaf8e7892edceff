using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Rbac;

/// <summary>The questions one can ask about access, answered by the authorizer itself.</summary>
internal sealed class Reviews(Authorizer authorizer)
{
    public const string Access = "authorization.k8s.io";
    public const string Authentication = "authentication.k8s.io";

    public JsonObject Answer(ResourceType type, Identity who, string ns, JsonObject review)
    {
        review["kind"] ??= type.Kind;
        review["apiVersion"] ??= type.ApiVersion;
        JsonObject spec = review.Map("spec") ?? [];
        review["status"] = type.Plural switch
        {
            "selfsubjectreviews" => new JsonObject { ["userInfo"] = UserInfo(who) },
            "selfsubjectrulesreviews" => Rules(who, spec.Text("namespace") ?? ""),
            "selfsubjectaccessreviews" => Decide(who, spec),
            "localsubjectaccessreviews" => Decide(Named(spec), InNamespace(spec, ns)),
            _ => Decide(Named(spec), spec),
        };
        return review;
    }

    private static Identity Named(JsonObject spec)
    {
        string user = spec.Text("user") ?? "";
        string[] groups = [.. spec.Texts("groups")];
        return user.Length > 0 || groups.Length > 0
            ? new Identity(user, [.. groups]) { Uid = spec.Text("uid") ?? "" }
            : throw ApiException.Invalid("SubjectAccessReview", Access, "", ("FieldValueRequired", "spec.user",
                "Invalid value: \"\": at least one of user or group must be specified"));
    }

    private static JsonObject InNamespace(JsonObject spec, string ns) =>
        spec.Text("resourceAttributes", "namespace") == ns ? spec : throw ApiException.Invalid(
            "LocalSubjectAccessReview", Access, "", ("FieldValueInvalid", "spec.resourceAttributes.namespace",
                $"Invalid value: must match the namespace of the request: {ns}"));

    private JsonObject Decide(Identity who, JsonObject spec)
    {
        AccessAttributes asked;
        if (spec.Map("resourceAttributes") is { } resource)
        {
            asked = new AccessAttributes(resource.Text("verb") ?? "")
            {
                Group = resource.Text("group") ?? "",
                Resource = resource.Text("resource") ?? "",
                Subresource = resource.Text("subresource") ?? "",
                Namespace = resource.Text("namespace") ?? "",
                Name = resource.Text("name") ?? "",
            };
        }
        else if (spec.Map("nonResourceAttributes") is { } plain)
        {
            asked = new AccessAttributes(plain.Text("verb") ?? "")
            {
                IsResource = false,
                Path = plain.Text("path") ?? "",
            };
        }
        else
        {
            throw ApiException.Invalid("SubjectAccessReview", Access, "", ("FieldValueRequired",
                "spec.resourceAttributes",
                "Required value: exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }

        bool allowed = authorizer.Allows(who, asked);
        JsonObject status = new() { ["allowed"] = allowed };
        if (allowed)
        {
            status["reason"] = $"RBAC: allowed for \"{who.User}\"";
        }

        return status;
    }

    private JsonObject Rules(Identity who, string ns)
    {
        JsonArray resources = [], paths = [];
        foreach (Rule rule in authorizer.RulesOf(who, ns))
        {
            (rule.Paths.IsEmpty ? resources : paths).Add(rule.ToJson());
        }

        return new JsonObject
        {
            ["resourceRules"] = resources,
            ["nonResourceRules"] = paths,
            ["incomplete"] = false,
        };
    }

    private static JsonObject UserInfo(Identity who)
    {
        JsonObject user = new() { ["username"] = who.User, ["groups"] = who.Groups.ToJson() };
        if (who.Uid.Length > 0)
        {
            user["uid"] = who.Uid;
        }

        return user;
    }
}
