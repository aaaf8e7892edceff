using Microsoft.AspNetCore.Http.Features;
using Sallyport.Access.Authority;
using Sallyport.Access.Decisions;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>One call of the API by someone who may make it.</summary>
/// <param name="http">The call.</param>
/// <param name="credential">By which token; null where anyone may call.</param>
/// <param name="demandStill">Asks again whether the caller may make calls like this.</param>
/// <param name="decided">Writes the decision down, if none is written yet.</param>
internal sealed class ApiCall(HttpContext http, Credential? credential, Action demandStill, Func<bool, string, Task> decided)
{
    public HttpContext Http => http;

    /// <summary>Who calls; empty where anyone may.</summary>
    public string User => credential?.User ?? "";

    /// <summary>By which token; null where anyone may call.</summary>
    public Credential? Credential => credential;

    public CancellationToken Cancelled => http.RequestAborted;

    /// <summary>What the call changed, from what to what: kept in the audit.</summary>
    public string? Change { get; set; }

    /// <summary>What the caller may see of the policy in force.</summary>
    public PolicySight Sight => PolicySight.Of(Service<PolicySource>().Current, User, Service<TimeProvider>().GetUtcNow());

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>Whether there is a body, be its length known or not.</summary>
    public bool HasBody => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;

    /// <summary>Reads the body; then asks again whether the caller still may, since a body takes as long as its sender likes.</summary>
    public async Task<T> ReadAsync<T>(int largest = ApiJson.LargestBody)
    {
        var body = await ApiJson.ReadAsync<T>(http, largest);
        demandStill();
        return body;
    }

    /// <summary>Changes the policy, if the caller still administers the organization when it is this change's turn.</summary>
    public Task<T> ChangeAsync<T>(Func<SallyportDbContext, Task<T>> change) =>
        Service<PolicyStore>().ChangeAsync(Demanding(change), Cancelled);

    /// <inheritdoc cref="ChangeAsync{T}(Func{SallyportDbContext, Task{T}})"/>
    public Task<T> RevokeAsync<T>(Func<SallyportDbContext, Task<T>> change) =>
        Service<PolicyStore>().RevokeAsync(Demanding(change), Cancelled);

    /// <summary>
    /// Asks, within the transaction of a change and before it writes, whether the caller may make it by the policy that it starts from;
    /// and writes the answer down.
    /// </summary>
    /// <exception cref="ApiProblemException">403: they may not.</exception>
    public async Task<AuthorityAnswer> DemandAsync(SallyportDbContext database, Func<AccessSnapshot, PolicyChange> change)
    {
        demandStill();
        var before = await Service<PolicySource>().BeforeAsync(database, Cancelled);
        var answer = ChangeAuthority.Ask(before, User, change(before), Service<TimeProvider>().GetUtcNow());
        await decided(answer.Allowed, answer.Words);
        return answer.Allowed ? answer : throw new ApiProblemException(StatusCodes.Status403Forbidden, answer.Words);
    }

    public T Service<T>()
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    private Func<SallyportDbContext, Task<T>> Demanding<T>(Func<SallyportDbContext, Task<T>> change) => async database =>
    {
        await DemandAsync(database, _ => new OrganizationChange());
        return await change(database);
    };
}
