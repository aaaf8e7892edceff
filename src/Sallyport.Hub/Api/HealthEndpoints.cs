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
        var problem = !http.RequestServices.GetRequiredService<PolicySource>().IsFresh ? "the policy cannot be confirmed"
            : http.RequestServices.GetRequiredService<Spool>().Files.Active is null ? "the audit spool cannot be written"
            : null;
        http.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return http.Response.WriteAsync(problem ?? "ok");
    }
}
