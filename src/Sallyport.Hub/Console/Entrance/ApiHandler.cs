using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Template;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Entrance;

/// <summary>Sends one person's calls of the API to its gate, in process: the same rights, the same audit and the same answers as over the network.</summary>
internal sealed class ApiHandler(IServiceScopeFactory scopes, ConsoleSession session) : HttpMessageHandler
{
    private const string ClientName = "sallyport-console";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = new ApiExchange();
        var http = new DefaultHttpContext();
        http.Features.Set(session);
        exchange.AnswerFor(http);
        await CopyAsync(request, http, cancellationToken);
        _ = Task.Run(() => AnswerAsync(http, exchange), CancellationToken.None);
        try
        {
            return await exchange.Answered.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            exchange.Abandon();
            throw;
        }
    }

    private async Task CopyAsync(HttpRequestMessage from, HttpContext http, CancellationToken cancellationToken)
    {
        var target = from.RequestUri!;
        var request = http.Request;
        (request.Method, request.Protocol, request.Scheme) = (from.Method.Method, ConsoleExchange.ProtocolName, "https");
        request.Host = HostString.FromUriComponent(target);
        (request.Path, request.QueryString) = (PathString.FromUriComponent(target), QueryString.FromUriComponent(target));
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target.PathAndQuery;
        http.Connection.RemoteIpAddress = IPAddress.TryParse(session.ClientAddress, out var address) ? address : null;
        request.Headers.UserAgent = ClientName;
        foreach (var (name, values) in from.Headers.NonValidated)
        {
            request.Headers[name] = values.ToArray();
        }

        http.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(from.Content is not null));
        if (from.Content is { } content)
        {
            request.Body = await content.ReadAsStreamAsync(cancellationToken);
            (request.ContentType, request.ContentLength) = (content.Headers.ContentType?.ToString(), content.Headers.ContentLength);
        }
    }

    private async Task AnswerAsync(HttpContext http, ApiExchange exchange)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            http.RequestServices = scope.ServiceProvider;
            await Find(http, scope.ServiceProvider.GetRequiredService<EndpointDataSource>()).RequestDelegate!(http);
            exchange.Complete();
        }
        catch (Exception fault)
        {
            // Whoever reads is told that there is no whole answer.
            exchange.Break(fault);
        }
    }

    /// <summary>The endpoint of the API that routing would find; the one that says "there is none" comes last.</summary>
    private static RouteEndpoint Find(HttpContext http, EndpointDataSource endpoints)
    {
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>().OrderBy(endpoint => endpoint.Order).ThenBy(endpoint => endpoint.RoutePattern.InboundPrecedence))
        {
            var values = new RouteValueDictionary();
            if (endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
                && (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(http.Request.Method) ?? true)
                && new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText), []).TryMatch(http.Request.Path, values))
            {
                http.Request.RouteValues = values;
                return endpoint;
            }
        }

        throw new InvalidOperationException("The path is none of the API's.");
    }

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
