using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;
using Sallyport.Demo.Tables;

namespace Sallyport.Demo.Resources;

/// <summary>The form a client asked objects in: whole, metadata only, or rows of a table.</summary>
internal sealed class ObjectForm
{
    private readonly MediaType _media;
    private readonly ResourceType _type;
    private readonly TableForm? _table;

    private ObjectForm(MediaType media, ResourceType type, TableForm? table)
    {
        _media = media;
        _type = type;
        _table = table;
    }

    public TableForm? Table => _table;

    private bool IsMetadata => _media.As is "PartialObjectMetadata" or "PartialObjectMetadataList";

    public string ListKind => IsMetadata ? "PartialObjectMetadataList" : _type.ListKind;

    public string ListApiVersion => IsMetadata ? $"meta.k8s.io/{_media.Version}" : _type.ApiVersion;

    public string ContentType => _media.As.Length == 0
        ? "application/json"
        : $"application/json;as={_media.As};v={_media.Version};g={_media.Group}";

    public static ObjectForm Negotiate(HttpRequest request, RequestTarget target, ResourceType type, TimeProvider time)
    {
        MediaType media = MediaType.Negotiate(request, IsKnown);
        TableForm? table = media.As == "Table"
            ? new TableForm(type, $"meta.k8s.io/{media.Version}", target["includeObject"] ?? "Metadata", time)
            : null;
        return new ObjectForm(media, type, table);
    }

    /// <summary>The object's bytes; an item of a list says its kind no more than kube-apiserver lets it.</summary>
    public byte[] Bytes(StoredObject item)
    {
        if (IsMetadata)
        {
            return Partial(item.Read(), $"meta.k8s.io/{_media.Version}").ToBytes();
        }

        return _type.StoredAs is null ? item.Json : EventViews.Newer(item.Read()).ToBytes();
    }

    public static JsonObject Partial(JsonObject content, string apiVersion) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = apiVersion,
        ["metadata"] = content["metadata"]?.DeepClone(),
    };

    private static bool IsKnown(MediaType media) => media is
    {
        As: "Table" or "PartialObjectMetadata" or "PartialObjectMetadataList",
        Group: "meta.k8s.io",
        Version: "v1" or "v1beta1",
    };
}
