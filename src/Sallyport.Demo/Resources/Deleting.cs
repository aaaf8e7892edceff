using System.Globalization;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>delete and deletecollection. Pods and namespaces end in their own time; controllers see to that.</summary>
internal sealed class Deleting(ObjectStore store, TimeProvider time)
{
    public async Task DeleteAsync(ResourceRequest request)
    {
        DeleteOptions options = await DeleteOptions.ReadAsync(request).ConfigureAwait(false);
        StoredObject found = store.Find(request.Type.StorageKey, request.Namespace, request.Info.Name)
            ?? throw ApiException.NotFound(request.Type.GroupResource, request.Info.Name);
        JsonObject? remains = Delete(request.Type, found, options);
        await request.Http.JsonAsync(remains ?? Done(request.Type, found)).ConfigureAwait(false);
    }

    public async Task DeleteManyAsync(ResourceRequest request)
    {
        DeleteOptions options = await DeleteOptions.ReadAsync(request).ConfigureAwait(false);
        ListOptions narrowed = ListOptions.Read(request);
        (Collection objects, long version) = store.Snapshot(request.Type.StorageKey);
        JsonArray deleted = [];
        foreach (StoredObject item in objects.In(request.Namespace).Where(narrowed.Matches))
        {
            deleted.Add(Delete(request.Type, item, options) ?? item.Read());
        }

        await request.Http.JsonAsync(new JsonObject
        {
            ["kind"] = request.Type.ListKind,
            ["apiVersion"] = request.Type.ApiVersion,
            ["metadata"] = Reading.Metadata(version, null, null),
            ["items"] = deleted,
        }).ConfigureAwait(false);
    }

    /// <summary>Deletes, or marks as deleted what something still holds; returns the object in the second case.</summary>
    public JsonObject? Delete(ResourceType type, StoredObject item, DeleteOptions options)
    {
        JsonObject content = item.Read();
        if ((options.Uid.Length > 0 && options.Uid != content.Text("metadata", "uid"))
            || (options.Version.Length > 0 && options.Version != content.Text("metadata", "resourceVersion")))
        {
            throw ApiException.Conflict(type.GroupResource, item.Name, "the object is not the one the precondition names");
        }

        if (options.IsDryRun)
        {
            return null;
        }

        if (options.Propagation == "Orphan")
        {
            Orphan(content.Text("metadata", "uid") ?? "", item.Namespace);
        }

        bool held = content.At("metadata", "finalizers") is JsonArray { Count: > 0 }
            || type.GroupResource == "namespaces"
            || (type.GroupResource == "pods" && options.Grace != 0 && content.Text("spec", "nodeName") is not null);
        if (!held)
        {
            store.Delete(type.StorageKey, item.Namespace, item.Name);
            return null;
        }

        return store.Update(type.StorageKey, item.Namespace, item.Name, current =>
        {
            JsonObject metadata = current.Child("metadata");
            if (metadata["deletionTimestamp"] is null)
            {
                long grace = options.Grace ?? current.Number("spec", "terminationGracePeriodSeconds") ?? 0;
                metadata["deletionTimestamp"] = time.GetUtcNow().AddSeconds(grace)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                metadata["deletionGracePeriodSeconds"] = grace;
            }

            if (type.GroupResource == "namespaces")
            {
                current.Child("status")["phase"] = "Terminating";
            }

            return current;
        })?.Read();
    }

    private void Orphan(string owner, string ns)
    {
        foreach (string key in (ReadOnlySpan<string>)["replicasets.apps", "pods", "jobs.batch"])
        {
            foreach (StoredObject child in store.In(key, ns))
            {
                store.Update(key, child.Namespace, child.Name, current =>
                {
                    if (current.At("metadata", "ownerReferences") is JsonArray owners)
                    {
                        owners.RemoveAll(reference => reference.Text("uid") == owner);
                    }

                    return current;
                });
            }
        }
    }

    private static JsonObject Done(ResourceType type, StoredObject item)
    {
        JsonObject details = new() { ["name"] = item.Name };
        if (type.Group.Length > 0)
        {
            details["group"] = type.Group;
        }

        details["kind"] = type.Plural;
        details["uid"] = item.Read().Text("metadata", "uid");
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}
