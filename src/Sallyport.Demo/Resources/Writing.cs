using System.Text.Json.Nodes;
using Sallyport.Demo.Admission;
using Sallyport.Demo.Http;
using Sallyport.Demo.Patches;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>create, update and patch.</summary>
internal sealed class Writing(
    ObjectStore store, Authorizer authorizer, EscalationCheck escalation, TimeProvider time)
{
    public async Task CreateAsync(ResourceRequest request)
    {
        ObjectForm form = ObjectForm.Negotiate(request.Http.Request, request.Target, request.Type, time);
        JsonObject body = await RequestBody.ReadObjectAsync(request.Http.Request).ConfigureAwait(false);
        StoredObject created = Create(request, body);
        await Reading.AnswerAsync(request, form, created, 201).ConfigureAwait(false);
    }

    public async Task UpdateAsync(ResourceRequest request)
    {
        ObjectForm form = ObjectForm.Negotiate(request.Http.Request, request.Target, request.Type, time);
        JsonObject body = await RequestBody.ReadObjectAsync(request.Http.Request).ConfigureAwait(false);
        ObjectMetadata.Place(request, body);
        FieldValidation.Check(request, body);
        if (request.Type.PutCreates && request.Info.Subresource.Length == 0 && Find(request) is null)
        {
            authorizer.Demand(request.Who, AccessAttributes.Of(request.Info) with { Verb = "create" });
            await Reading.AnswerAsync(request, form, Create(request, body), 201).ConfigureAwait(false);
            return;
        }

        StoredObject updated = Change(request, _ => body);
        await Reading.AnswerAsync(request, form, updated, 200).ConfigureAwait(false);
    }

    public async Task PatchAsync(ResourceRequest request)
    {
        ObjectForm form = ObjectForm.Negotiate(request.Http.Request, request.Target, request.Type, time);
        string media = RequestBody.MediaTypeOf(request.Http.Request);
        JsonNode? patch = await RequestBody.ReadAsync(request.Http.Request).ConfigureAwait(false);
        if (media.StartsWith("application/apply-patch", StringComparison.Ordinal))
        {
            await ApplyAsync(request, form, patch).ConfigureAwait(false);
            return;
        }

        Func<JsonObject, JsonObject> apply = media switch
        {
            "application/json-patch+json" => current => JsonPatch.Apply(current, patch),
            "application/merge-patch+json" => current => MergePatch.Apply(current, patch),
            "application/strategic-merge-patch+json" when !request.Type.IsCustom =>
                current => StrategicMerge.Apply(current, patch),
            _ => throw ApiException.Unsupported("the body of the request was in an unknown format - accepted media types " +
                "include: application/json-patch+json, application/merge-patch+json, " +
                $"{(request.Type.IsCustom ? "" : "application/strategic-merge-patch+json, ")}" +
                "application/apply-patch+yaml"),
        };
        StoredObject patched = Change(request, current =>
        {
            JsonObject after = apply(current);
            FieldValidation.Check(request, after);
            return after;
        });
        await Reading.AnswerAsync(request, form, patched, 200).ConfigureAwait(false);
    }

    private async Task ApplyAsync(ResourceRequest request, ObjectForm form, JsonNode? patch)
    {
        JsonObject config = patch as JsonObject ?? throw ApiException.BadRequest("an applied configuration is an object");
        string manager = request.Target["fieldManager"] is { Length: > 0 } named ? named
            : throw ApiException.BadRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: " +
                "is required for apply patch");
        ObjectMetadata.Place(request, config);
        FieldValidation.Check(request, config);
        if (Find(request) is null && request.Info.Subresource.Length == 0)
        {
            authorizer.Demand(request.Who, AccessAttributes.Of(request.Info) with { Verb = "create" });
            JsonObject fresh = ServerSideApply.Apply(null, config, manager, true, "", store.Now);
            await Reading.AnswerAsync(request, form, Create(request, fresh), 201).ConfigureAwait(false);
            return;
        }

        StoredObject applied = Change(request, current => ServerSideApply.Apply(
            current, config, manager, request.Target.Flag("force"), request.Info.Subresource, store.Now));
        await Reading.AnswerAsync(request, form, applied, 200).ConfigureAwait(false);
    }

    private StoredObject? Find(ResourceRequest request) =>
        store.Find(request.Type.StorageKey, request.Namespace, request.Info.Name);

    private StoredObject Create(ResourceRequest request, JsonObject body)
    {
        ResourceType type = request.Type;
        ObjectMetadata.Place(request, body);
        ObjectMetadata.Fresh(body);
        FieldValidation.Check(request, body);
        if (type.Subresources.Any(part => part.Name == "status"))
        {
            body.Remove("status");
        }

        DemandNamespace(type, request.Namespace);
        Defaults.Fill(type, body);
        Validation.Demand(type, null, body);
        escalation.Demand(request.Who, type, null, body);
        string name = body.Text("metadata", "name")!;
        if (request.IsDryRun)
        {
            body.Child("metadata")["uid"] ??= Guid.NewGuid().ToString();
            body.Child("metadata")["creationTimestamp"] = store.Now;
            return store.Find(type.StorageKey, request.Namespace, name) is null
                ? StoredObject.From(body, 0)
                : throw ApiException.AlreadyExists(type.GroupResource, name);
        }

        return store.Create(type.StorageKey, body) ?? throw ApiException.AlreadyExists(type.GroupResource, name);
    }

    private StoredObject Change(ResourceRequest request, Func<JsonObject, JsonObject> change)
    {
        ResourceType type = request.Type;
        ApiException missing = ApiException.NotFound(type.GroupResource, request.Info.Name);
        if (request.IsDryRun)
        {
            StoredObject current = Find(request) ?? throw missing;
            JsonObject after = Admit(request, current.Read(), change);
            return StoredObject.From(after, current.Version);
        }

        StoredObject changed = store.Update(type.StorageKey, request.Namespace, request.Info.Name,
            current => Admit(request, current, change)) ?? throw missing;
        JsonObject content = changed.Read();
        if (content.Text("metadata", "deletionTimestamp") is not null
            && type.Plural is not ("pods" or "namespaces")
            && content.At("metadata", "finalizers") is not JsonArray { Count: > 0 })
        {
            store.Delete(type.StorageKey, changed.Namespace, changed.Name);
        }

        return changed;
    }

    private JsonObject Admit(ResourceRequest request, JsonObject current, Func<JsonObject, JsonObject> change)
    {
        JsonObject before = current.Copy();
        JsonObject after = change(current).Copy();
        ObjectMetadata.Keep(request.Type, before, after);
        if (request.Info.Subresource == "ephemeralcontainers")
        {
            return WithEphemeralContainers(before, after);
        }

        after = ObjectMetadata.Split(request.Type, request.Info.Subresource, before, after);
        Defaults.Fill(request.Type, after);
        Validation.Demand(request.Type, before, after);
        escalation.Demand(request.Who, request.Type, before, after);
        return after;
    }

    // Of what was sent only the ephemeral containers count, and none that is there already may go or change.
    private static JsonObject WithEphemeralContainers(JsonObject before, JsonObject after)
    {
        List<JsonObject> sent = [.. after.Items("spec", "ephemeralContainers")];
        foreach (JsonObject there in before.Items("spec", "ephemeralContainers"))
        {
            if (!sent.Exists(item => JsonNode.DeepEquals(item, there)))
            {
                throw ApiException.Invalid("Pod", "", before.Text("metadata", "name") ?? "", ("FieldValueForbidden",
                    "spec.ephemeralContainers", "Forbidden: existing ephemeral containers may not be removed or changed"));
            }
        }

        JsonObject result = before.Copy();
        result.Child("spec")["ephemeralContainers"] = sent.Select(item => item.Copy()).ToJson();
        return result;
    }

    private void DemandNamespace(ResourceType type, string ns)
    {
        if (!type.Namespaced)
        {
            return;
        }

        JsonObject found = store.Find("namespaces", "", ns)?.Read() ?? throw ApiException.NotFound("namespaces", ns);
        if (found.Text("status", "phase") == "Terminating")
        {
            throw ApiException.Forbidden($"unable to create new content in namespace {ns} because it is being terminated");
        }
    }
}
