using System.Globalization;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>What a list, watch or deletion of many is narrowed to.</summary>
internal sealed record ListOptions(string Namespace, LabelSelector Labels, FieldSelector Fields)
{
    public int Limit { get; init; }

    public string Continue { get; init; } = "";

    public string ResourceVersion { get; init; } = "";

    public bool Matches(StoredObject item) =>
        (Namespace.Length == 0 || item.Namespace == Namespace) && Labels.Matches(item.Labels) && Fields.Matches(item);

    public static ListOptions Read(ResourceRequest request)
    {
        RequestTarget target = request.Target;
        if (!LabelSelector.TryParse(target["labelSelector"] ?? "", out LabelSelector? labels))
        {
            throw ApiException.BadRequest($"unable to parse requirement: {target["labelSelector"]}");
        }

        // A path that names an object and still lists or watches (the old /watch/ form) is narrowed to that name.
        string fieldText = target["fieldSelector"] ?? "";
        if (request.Info.Name.Length > 0)
        {
            fieldText += ",metadata.name=" + request.Info.Name;
        }

        if (!FieldSelector.TryParse(fieldText, request.Type.StorageKey, out FieldSelector? fields, out string? problem))
        {
            throw ApiException.BadRequest(problem ?? "the field selector cannot be read");
        }

        string limit = target["limit"] ?? "0";
        return new ListOptions(request.Namespace, labels, fields)
        {
            Limit = int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int most)
                ? most
                : throw ApiException.BadRequest("limit: Invalid value: must be a whole number"),
            Continue = target["continue"] ?? "",
            ResourceVersion = target["resourceVersion"] ?? "",
        };
    }
}
