using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Creates jobs when their time has come and forgets the oldest that are done.</summary>
internal sealed class CronJobController(ObjectStore store, Agenda agenda, EventLog events, TimeProvider time) : IController
{
    private const string Key = "cronjobs.batch", Jobs = "jobs.batch";
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);

    public IEnumerable<ObjectKey> Concerned(StoreChange change) => Owners.Of(change, Key, "CronJob");

    public void Reconcile(ObjectKey key)
    {
        if (store.Find(Key, key.Namespace, key.Name)?.Read() is not { } cron || Pods.IsLeaving(cron))
        {
            return;
        }

        List<JsonObject> jobs = [.. store.In(Jobs, key.Namespace).Select(item => item.Read())
            .Where(job => Pods.IsOwnedBy(job, cron))];
        List<JsonObject> done = [.. jobs.Where(job => job.Text("status", "completionTime") is not null)];
        foreach (JsonObject old in done.OrderByDescending(job => job.Text("status", "completionTime"))
            .Skip((int)(cron.Number("spec", "successfulJobsHistoryLimit") ?? 3)))
        {
            jobs.Remove(old);
            store.Delete(Jobs, key.Namespace, old.Text("metadata", "name")!);
        }

        store.Update(Key, key.Namespace, key.Name, current =>
        {
            current.Child("status")["active"] = jobs.Where(job => job.Text("status", "completionTime") is null)
                .Select(Reference).ToJson();
            if (done.Max(job => job.Text("status", "completionTime")) is { } last)
            {
                current.Child("status")["lastSuccessfulTime"] = last;
            }

            return current;
        });
        if (!cron.Flag("spec", "suspend"))
        {
            Plan(key, cron);
        }
    }

    private void Plan(ObjectKey key, JsonObject cron)
    {
        string schedule = cron.Text("spec", "schedule") ?? "";
        DateTimeOffset now = time.GetUtcNow();
        if (CronSchedule.Parse(schedule)?.Next(now) is { } next
            && _planned.Add($"{cron.Text("metadata", "uid")}/{schedule}/{next:O}"))
        {
            agenda.In(next - now, () => Fire(key, schedule, next));
        }
    }

    private void Fire(ObjectKey key, string schedule, DateTimeOffset due)
    {
        JsonObject? cron = store.Find(Key, key.Namespace, key.Name)?.Read();
        if (cron is null || Pods.IsLeaving(cron))
        {
            return;
        }

        _planned.Remove($"{cron.Text("metadata", "uid")}/{schedule}/{due:O}");
        if (cron.Text("spec", "schedule") == schedule && !cron.Flag("spec", "suspend"))
        {
            string name = $"{key.Name}-{due.ToUnixTimeSeconds() / 60}";
            Create(cron, key, name, due);
        }

        Reconcile(key);
    }

    private void Create(JsonObject cron, ObjectKey key, string name, DateTimeOffset due)
    {
        JsonObject template = (cron.Map("spec", "jobTemplate") ?? []).Copy();
        JsonObject metadata = template.Map("metadata") ?? [];
        template.Remove("metadata");
        metadata["name"] = name;
        metadata["namespace"] = key.Namespace;
        metadata["ownerReferences"] = new JsonArray(Pods.Reference(cron));
        JsonObject spec = template.Child("spec");
        template.Remove("spec");
        JsonObject job = new()
        {
            ["kind"] = "Job",
            ["apiVersion"] = "batch/v1",
            ["metadata"] = metadata,
            ["spec"] = spec,
            ["status"] = new JsonObject(),
        };
        if (store.Create(Jobs, job) is not null)
        {
            events.Write(cron, "Normal", "SuccessfulCreate", "cronjob-controller", $"Created job {name}");
            store.Update(Key, key.Namespace, key.Name, current =>
            {
                current.Child("status")["lastScheduleTime"] = PodStates.Stamp(due);
                return current;
            });
        }
    }

    private static JsonObject Reference(JsonObject job) => new()
    {
        ["apiVersion"] = "batch/v1",
        ["kind"] = "Job",
        ["name"] = job.Text("metadata", "name"),
        ["namespace"] = job.Text("metadata", "namespace"),
        ["uid"] = job.Text("metadata", "uid"),
    };
}
