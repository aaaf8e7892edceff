using Sallyport.Hub.Audit;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Api;

/// <summary>For load balancers: whether the process lives, and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", http => http.Response.WriteAsync("ok"));
        routes.MapGet("/readyz", ReadyAsync);
    }

    private static Task ReadyAsync(HttpContext http)
    {
        var spool = http.RequestServices.GetRequiredService<Spool>();
        var problem = !http.RequestServices.GetRequiredService<PolicySource>().IsFresh ? "the policy cannot be confirmed"
            : spool.Files.Active is null ? "the audit spool cannot be written"
            : spool.Pressure.IsFull ? "the audit spool is full"
            : null;
        http.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return http.Response.WriteAsync(problem ?? (spool.Pressure.Warning is { } warning ? $"ok, but: {warning}" : "ok"));
    }
}
