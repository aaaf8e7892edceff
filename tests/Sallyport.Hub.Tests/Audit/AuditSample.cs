using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Tests.Audit;

/// <summary>Events to record.</summary>
internal static class AuditSample
{
    public static AuditDecision Decision(Guid id, string user = "ann", string target = "/api/v1/pods") => new()
    {
        Id = id,
        Time = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero),
        User = user,
        Cluster = "north",
        Source = "kubernetes",
        Method = "GET",
        Target = target,
        Verb = "list",
        Resource = "pods",
        Allowed = true,
    };

    public static AuditEnd End(Guid id) => new()
    {
        Id = id,
        Time = new DateTimeOffset(2030, 1, 2, 3, 4, 6, TimeSpan.Zero),
        Status = 200,
        Duration = TimeSpan.FromMilliseconds(12.5),
        BytesOut = 42,
    };
}
