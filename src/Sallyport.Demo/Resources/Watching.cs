using System.IO.Pipelines;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>watch: changes as JSON lines, from a version that is still remembered.</summary>
internal sealed class Watching(ObjectStore store, TimeProvider time)
{
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromMinutes(1);

    public async Task WatchAsync(ResourceRequest request)
    {
        ObjectForm form = ObjectForm.Negotiate(request.Http.Request, request.Target, request.Type, time);
        ListOptions options = ListOptions.Read(request);
        bool initial = request.Target.Flag("sendInitialEvents");
        if (initial && request.Target["resourceVersionMatch"] != "NotOlderThan")
        {
            throw ApiException.Invalid("ListOptions", "meta.k8s.io", "", ("FieldValueForbidden", "resourceVersionMatch",
                "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }

        (Collection objects, long version) = store.Snapshot(request.Type.StorageKey);
        bool fromNow = initial || options.ResourceVersion is "" or "0";
        long since = fromNow ? version
            : long.TryParse(options.ResourceVersion, out long asked) ? asked
            : throw ApiException.BadRequest($"invalid resource version: {options.ResourceVersion}");

        request.Http.Response.ContentType = form.ContentType;
        WatchEventWriter writer = new(request.Http.Response.BodyWriter, form, options);
        using WatchSubscription? subscription = store.Watch(request.Type.StorageKey, since);
        if (subscription is null)
        {
            ApiException expired = ApiException.Expired($"too old resource version: {since} ({version})");
            writer.Write("ERROR", expired.Status().ToBytes());
            await request.Http.Response.BodyWriter.FlushAsync(request.Aborted).ConfigureAwait(false);
            return;
        }

        if (fromNow)
        {
            foreach (StoredObject item in objects.In(options.Namespace).Where(options.Matches))
            {
                writer.Write("ADDED", item);
                if (request.Http.Response.BodyWriter.UnflushedBytes > 128 << 10)
                {
                    await request.Http.Response.BodyWriter.FlushAsync(request.Aborted).ConfigureAwait(false);
                }
            }
        }

        bool bookmarks = request.Target.Flag("allowWatchBookmarks");
        if (initial && bookmarks)
        {
            writer.Bookmark(request.Type, version, end: true);
        }

        await request.Http.Response.BodyWriter.FlushAsync(request.Aborted).ConfigureAwait(false);
        await FollowAsync(request, subscription, writer, bookmarks).ConfigureAwait(false);
    }

    private async Task FollowAsync(
        ResourceRequest request, WatchSubscription subscription, WatchEventWriter writer, bool bookmarks)
    {
        TimeSpan life = int.TryParse(request.Target["timeoutSeconds"], out int seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.FromMinutes(30 + Random.Shared.Next(30));
        using CancellationTokenSource end = new(life, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, end.Token);
        PipeWriter body = request.Http.Response.BodyWriter;
        Task<bool>? more = null;
        try
        {
            while (true)
            {
                more ??= subscription.Changes.WaitToReadAsync(stop.Token).AsTask();
                if (bookmarks && !more.IsCompleted && !await EndsWithinAsync(more, stop.Token).ConfigureAwait(false))
                {
                    writer.Bookmark(request.Type, store.Version, end: false);
                    await body.FlushAsync(stop.Token).ConfigureAwait(false);
                    continue;
                }

                if (!await more.ConfigureAwait(false))
                {
                    return;
                }

                more = null;
                while (subscription.Changes.TryRead(out StoreChange? change))
                {
                    writer.Write(change);
                }

                await body.FlushAsync(stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!request.Aborted.IsCancellationRequested)
        {
            // The watch has lived as long as it asked for; the client resumes it.
        }
    }

    private async Task<bool> EndsWithinAsync(Task<bool> more, CancellationToken cancellation)
    {
        try
        {
            await more.WaitAsync(BookmarkEvery, time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
