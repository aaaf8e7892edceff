using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>get and list.</summary>
internal sealed class Reading(ObjectStore store, ObjectSources sources, TimeProvider time)
{
    private const int FlushAt = 256 << 10;
    private readonly ContinueTokens _pages = new();

    public async Task GetAsync(ResourceRequest request)
    {
        ObjectForm form = ObjectForm.Negotiate(request.Http.Request, request.Target, request.Type, time);
        StoredObject found = sources.Read(request.Type).Objects.Find(request.Namespace, request.Info.Name)
            ?? throw ApiException.NotFound(request.Type.GroupResource, request.Info.Name);
        await AnswerAsync(request, form, found, 200).ConfigureAwait(false);
    }

    public static Task AnswerAsync(ResourceRequest request, ObjectForm form, StoredObject item, int status) =>
        form.Table is { } table
            ? request.Http.JsonAsync(table.Document([item.Read()], item.Version, null, null), status, form.ContentType)
            : request.Http.BytesAsync(form.Bytes(item), status, form.ContentType);

    public async Task ListAsync(ResourceRequest request)
    {
        ObjectForm form = ObjectForm.Negotiate(request.Http.Request, request.Target, request.Type, time);
        ListOptions options = ListOptions.Read(request);
        if (long.TryParse(options.ResourceVersion, out long wanted) && wanted > store.Version)
        {
            throw new ApiException(504, "Timeout", $"Too large resource version: {wanted}, current: {store.Version}");
        }

        (Collection objects, long version) = sources.Read(request.Type);
        IEnumerable<StoredObject> all = objects.In(options.Namespace);
        if (options.Continue.Length > 0)
        {
            (objects, version, string ns, string name) = _pages.Resume(request.Type.StorageKey, options.Continue);
            all = objects.In(options.Namespace).SkipWhile(item => !IsAfter(item, ns, name));
        }

        List<StoredObject> chosen = [.. all.Where(options.Matches)];
        string? next = null;
        long? remaining = null;
        if (options.Limit > 0 && chosen.Count > options.Limit)
        {
            remaining = chosen.Count - options.Limit;
            chosen.RemoveRange(options.Limit, chosen.Count - options.Limit);
            next = _pages.Next(request.Type.StorageKey, objects, version, chosen[^1]);
        }

        if (form.Table is { } table)
        {
            JsonObject document = table.Document(chosen.Select(item => item.Read()), version, next, remaining);
            await request.Http.JsonAsync(document, 200, form.ContentType).ConfigureAwait(false);
            return;
        }

        await WriteAsync(request, form, chosen, Metadata(version, next, remaining)).ConfigureAwait(false);
    }

    public static JsonObject Metadata(long version, string? next, long? remaining)
    {
        JsonObject metadata = new() { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (next is not null)
        {
            metadata["continue"] = next;
            metadata["remainingItemCount"] = remaining;
        }

        return metadata;
    }

    private static bool IsAfter(StoredObject item, string ns, string name)
    {
        int order = string.CompareOrdinal(item.Namespace, ns);
        return order > 0 || (order == 0 && string.CompareOrdinal(item.Name, name) > 0);
    }

    private static async Task WriteAsync(
        ResourceRequest request, ObjectForm form, List<StoredObject> items, JsonObject metadata)
    {
        request.Http.Response.ContentType = form.ContentType;
        PipeWriter writer = request.Http.Response.BodyWriter;
        writer.Write(Encoding.UTF8.GetBytes(
            $"{{\"kind\":\"{form.ListKind}\",\"apiVersion\":\"{form.ListApiVersion}\",\"metadata\":"));
        writer.Write(metadata.ToBytes());
        writer.Write(",\"items\":["u8);
        bool first = true;
        foreach (StoredObject item in items)
        {
            if (!first)
            {
                writer.Write(","u8);
            }

            first = false;
            writer.Write(form.Bytes(item));
            if (writer.UnflushedBytes > FlushAt)
            {
                await writer.FlushAsync(request.Aborted).ConfigureAwait(false);
            }
        }

        writer.Write("]}\n"u8);
        await writer.FlushAsync(request.Aborted).ConfigureAwait(false);
    }
}
