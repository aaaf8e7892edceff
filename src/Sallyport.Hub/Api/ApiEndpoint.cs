using Sallyport.Hub.Api.Description;

namespace Sallyport.Hub.Api;

/// <summary>One endpoint of the API.</summary>
/// <param name="Access">Who may call it.</param>
/// <param name="Handle">What it does.</param>
internal sealed record ApiEndpoint(ApiAccess Access, Func<ApiCall, Task<object?>> Handle)
{
    /// <summary>Whether it changes anything, so that its decision is on the disk before it does.</summary>
    public bool Changes { get; init; }

    /// <summary>Whether allowed calls are audited too; refused ones always are.</summary>
    public bool Audited { get; init; }

    /// <summary>What it says of itself to programs.</summary>
    public EndpointWords Words { get; } = new();

    /// <summary>Whether what is asked for decides whether it is allowed, so that the decision is written down when that is known.</summary>
    public bool DecidesLater => Access == ApiAccess.Steward;

    public string Reason => Access switch
    {
        ApiAccess.Anyone => "Anyone may try; what they hold guards it.",
        ApiAccess.SignedIn => "Whoever is signed in may do this for themselves.",
        ApiAccess.Steward => "The caller may change some of the policy; this came to no change.",
        _ => "The caller administers or reads the whole organization.",
    };
}

/// <summary>Maps endpoints of the API.</summary>
internal static class ApiEndpointRouting
{
    private const string Root = "/api/v1";

    /// <summary>A question.</summary>
    /// <returns>What it says of itself; to be told there and then.</returns>
    public static EndpointWords MapQuestion(
        this IEndpointRouteBuilder routes, string method, string path, ApiAccess access, Func<ApiCall, Task<object?>> handle, bool audited = false) =>
        Map(routes, method, path, new ApiEndpoint(access, handle) { Audited = audited });

    /// <summary>A change. Organization Admins alone make it, unless it says otherwise.</summary>
    /// <returns>What it says of itself; to be told there and then.</returns>
    public static EndpointWords MapChange(
        this IEndpointRouteBuilder routes, string method, string path, Func<ApiCall, Task<object?>> handle, ApiAccess access = ApiAccess.OrganizationAdmin) =>
        Map(routes, method, path, new ApiEndpoint(access, handle) { Audited = true, Changes = true });

    private static EndpointWords Map(IEndpointRouteBuilder routes, string method, string path, ApiEndpoint endpoint)
    {
        var gate = routes.ServiceProvider.GetRequiredService<ApiGate>();
        routes.MapMethods(Root + path, [method], http => gate.PassAsync(http, endpoint)).WithMetadata(endpoint);
        return endpoint.Words;
    }
}
