using System.Text.Json.Nodes;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>Jobs: pods until enough of them have ended well.</summary>
internal sealed class JobController(ObjectStore store, EventLog events, TimeProvider time) : IController
{
    private const string Key = "jobs.batch";

    public IEnumerable<ObjectKey> Concerned(StoreChange change) => Owners.Of(change, Key, "Job");

    public void Reconcile(ObjectKey key)
    {
        if (store.Find(Key, key.Namespace, key.Name)?.Read() is not { } job || Pods.IsLeaving(job))
        {
            return;
        }

        string uid = job.Text("metadata", "uid")!;
        if (job.At("spec", "selector") is null)
        {
            store.Update(Key, key.Namespace, key.Name, current => Labelled(current, uid));
            return;
        }

        List<JsonObject> pods = Pods.Of(store, job);
        int succeeded = pods.Count(pod => pod.Text("status", "phase") == "Succeeded");
        int active = pods.Count(pod => !Pods.IsOver(pod));
        int completions = (int)(job.Number("spec", "completions") ?? 1);
        int parallel = (int)(job.Number("spec", "parallelism") ?? 1);
        bool done = succeeded >= completions;
        while (!done && !job.Flag("spec", "suspend") && active < parallel && active + succeeded < completions)
        {
            string name = $"{key.Name}-{ObjectMetadata.RandomSuffix()}";
            JsonObject pod = Pods.FromTemplate(job, name, job.At("spec", "template"));
            if (store.Create("pods", pod) is not null)
            {
                events.Write(job, "Normal", "SuccessfulCreate", "job-controller", $"Created pod: {name}");
            }

            active++;
        }

        store.Update(Key, key.Namespace, key.Name, current =>
        {
            JsonObject status = Owners.Counts(current, ("active", active), ("succeeded", succeeded), ("ready",
                pods.Count(Pods.IsReady)));
            status.Remove("observedGeneration");
            status["startTime"] ??= PodStates.Stamp(time.GetUtcNow());
            if (done && status["completionTime"] is null)
            {
                status["completionTime"] = PodStates.Stamp(time.GetUtcNow());
                Conditions.Set(status, "Complete", true, "CompletionsReached", "", "Reached expected number of " +
                    "succeeded pods", "", time);
                events.Write(job, "Normal", "Completed", "job-controller", "Job completed");
            }

            current["status"] = status;
            return current;
        });
    }

    /// <summary>Gives a job the labels and selector by which it finds its pods.</summary>
    public static JsonObject Labelled(JsonObject job, string uid)
    {
        JsonObject labels = job.Child("spec").Child("template").Child("metadata").Child("labels");
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = job.Text("metadata", "name");
        labels["job-name"] = job.Text("metadata", "name");
        job.Child("spec")["selector"] = new JsonObject
        {
            ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid },
        };
        return job;
    }
}
