using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Sallyport.Demo.Rbac;

namespace Sallyport.Demo.Http;

/// <summary>The filter chain of kube-apiserver: parse, authenticate, impersonate, authorize, dispatch.</summary>
internal sealed partial class ApiServer(
    Authentication authentication, Authorizer authorizer, Dispatcher dispatcher, ILogger<ApiServer> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            string raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            RequestTarget target = RequestTarget.Parse(raw) ?? throw ApiException.BadRequest("the path cannot be decoded");
            RequestInfo info = RequestInfo.Parse(context.Request.Method, target)
                ?? throw new ApiException(500, "InternalError", "unable to determine kind and namespace from url");
            Identity who = authentication.Identify(context);
            context.Response.Headers.CacheControl = "no-cache, private";
            authorizer.Demand(who, AccessAttributes.Of(info));
            await dispatcher.DispatchAsync(context, target, info, who).ConfigureAwait(false);
        }
        catch (ApiException refusal)
        {
            await RefuseAsync(context, refusal).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away.
        }
        catch (BadHttpRequestException problem)
        {
            await RefuseAsync(context, new ApiException(problem.StatusCode, "BadRequest", problem.Message))
                .ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogFault(context.Request.Method, problem);
            await RefuseAsync(context, new ApiException(500, "InternalError",
                $"Internal error occurred: {problem.GetType().Name}")).ConfigureAwait(false);
        }
    }

    private static Task RefuseAsync(HttpContext context, ApiException refusal)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return context.RefuseAsync(refusal);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo cluster failed to answer a {Method} request")]
    private partial void LogFault(string method, Exception problem);
}
