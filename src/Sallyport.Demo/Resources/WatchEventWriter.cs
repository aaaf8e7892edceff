using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>Writes a watch's events in the form that was asked for.</summary>
internal sealed class WatchEventWriter(PipeWriter body, ObjectForm form, ListOptions options)
{
    private bool _columnsTold;

    public void Write(StoreChange change)
    {
        bool was = change.Before is { } before && options.Matches(before);
        bool isNow = change.After is { } after && options.Matches(after);
        if (isNow)
        {
            Write(was ? "MODIFIED" : "ADDED", change.After!);
        }
        else if (was)
        {
            Write("DELETED", change.Final ?? change.After!);
        }
    }

    public void Write(string type, StoredObject item)
    {
        if (form.Table is not { } table)
        {
            Write(type, form.Bytes(item));
            return;
        }

        JsonObject document = table.Document([item.Read()], item.Version, null, null);
        if (_columnsTold)
        {
            document["columnDefinitions"] = null;
        }

        _columnsTold = true;
        Write(type, document.ToBytes());
    }

    public void Write(string type, byte[] content)
    {
        body.Write(Encoding.ASCII.GetBytes($"{{\"type\":\"{type}\",\"object\":"));
        body.Write(content);
        body.Write("}\n"u8);
    }

    public void Bookmark(ResourceType type, long version, bool end)
    {
        JsonObject metadata = new()
        {
            ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture),
            ["creationTimestamp"] = null,
        };
        if (end)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        JsonObject empty = new()
        {
            ["kind"] = type.Kind,
            ["apiVersion"] = type.ApiVersion,
            ["metadata"] = metadata,
        };
        if (form.Table is { } table)
        {
            Write("BOOKMARK", table.Bookmark(empty, version, withColumns: !_columnsTold).ToBytes());
            _columnsTold = true;
            return;
        }

        Write("BOOKMARK", form.ListKind == "PartialObjectMetadataList"
            ? ObjectForm.Partial(empty, form.ListApiVersion).ToBytes()
            : empty.ToBytes());
    }
}
