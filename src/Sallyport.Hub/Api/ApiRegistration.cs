using Sallyport.Hub.Api.Description;

namespace Sallyport.Hub.Api;

/// <summary>Registers and maps the REST API.</summary>
internal static class ApiRegistration
{
    public static IServiceCollection AddApi(this IServiceCollection services) =>
        services
            .AddSingleton<ApiCaller>()
            .AddSingleton<ApiRights>()
            .AddSingleton<ApiPace>()
            .AddSingleton<AuditPages>()
            .AddSingleton<ApiGate>()
            .AddDescription();

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder endpoints)
    {
        MeEndpoints.Map(endpoints);
        AccessEndpoints.Map(endpoints);
        KubeconfigEndpoints.Map(endpoints);
        ClusterEndpoints.Map(endpoints);
        SettingEndpoints.Map(endpoints);
        RoleEndpoints.Map(endpoints);
        AssignmentEndpoints.Map(endpoints);
        DelegationEndpoints.Map(endpoints);
        GuardrailEndpoints.Map(endpoints);
        ProjectEndpoints.Map(endpoints);
        PolicyEndpoints.Map(endpoints);
        PreviewEndpoints.Map(endpoints);
        UserEndpoints.Map(endpoints);
        GroupEndpoints.Map(endpoints);
        TokenEndpoints.Map(endpoints);
        OwnTokenEndpoints.Map(endpoints);
        CredentialEndpoints.Map(endpoints);
        OAuthEndpoints.Map(endpoints);
        ProviderEndpoints.Map(endpoints);
        WorkloadEndpoints.Map(endpoints);
        LimitEndpoints.Map(endpoints);
        AuditEndpoints.Map(endpoints);
        OpenApiEndpoints.Map(endpoints);
        HealthEndpoints.Map(endpoints);
        var gate = endpoints.ServiceProvider.GetRequiredService<ApiGate>();
        var unknown = new ApiEndpoint(
            ApiAccess.SignedIn,
            call => throw new ApiProblemException(StatusCodes.Status404NotFound, $"The API has no {call.Http.Request.Method} at this path."));
        endpoints.Map("/api/{**rest}", http => gate.PassAsync(http, unknown)).WithOrder(int.MaxValue);
        return endpoints;
    }
}
