using System.Text.Json.Nodes;

namespace Sallyport.Demo.Http;

/// <summary>A request ended by a Status, in kube-apiserver's own words where it has words for it.</summary>
internal sealed class ApiException(int code, string reason, string message, JsonObject? details = null)
    : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    public JsonObject Status()
    {
        JsonObject status = new()
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = Reason,
        };
        if (details is not null)
        {
            status["details"] = details.DeepClone();
        }

        status["code"] = Code;
        return status;
    }

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiException Forbidden(string message, JsonObject? details = null) =>
        new(403, "Forbidden", message, details ?? []);

    public static ApiException NotFound(string groupResource, string name) =>
        new(404, "NotFound", $"{groupResource} \"{name}\" not found", Details(groupResource, name));

    public static ApiException NoSuchPath() =>
        new(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiException MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiException AlreadyExists(string groupResource, string name) =>
        new(409, "AlreadyExists", $"{groupResource} \"{name}\" already exists", Details(groupResource, name));

    public static ApiException Conflict(string groupResource, string name, string why) => new(409, "Conflict",
        $"Operation cannot be fulfilled on {groupResource} \"{name}\": {why}", Details(groupResource, name));

    public static ApiException Expired(string message) => new(410, "Expired", message);

    public static ApiException Unsupported(string message) => new(415, "UnsupportedMediaType", message);

    public static ApiException NotAcceptable() => new(406, "NotAcceptable",
        "only the following media types are accepted: application/json");

    public static ApiException Invalid(
        string kind, string group, string name, params IReadOnlyList<(string Reason, string Field, string Message)> causes)
    {
        string what = group.Length == 0 ? kind : $"{kind}.{group}";
        string all = causes.Count == 1
            ? $"{causes[0].Field}: {causes[0].Message}"
            : $"[{string.Join(", ", causes.Select(cause => $"{cause.Field}: {cause.Message}"))}]";
        JsonArray list = [];
        foreach ((string reason, string field, string message) in causes)
        {
            list.Add(new JsonObject { ["reason"] = reason, ["message"] = message, ["field"] = field });
        }

        return new(422, "Invalid", $"{what} \"{name}\" is invalid: {all}", new JsonObject
        {
            ["name"] = name,
            ["group"] = group,
            ["kind"] = kind,
            ["causes"] = list,
        });
    }

    private static JsonObject Details(string groupResource, string name)
    {
        string[] sides = groupResource.Split('.', 2);
        JsonObject details = new() { ["name"] = name };
        if (sides.Length > 1)
        {
            details["group"] = sides[1];
        }

        details["kind"] = sides[0];
        return details;
    }
}
