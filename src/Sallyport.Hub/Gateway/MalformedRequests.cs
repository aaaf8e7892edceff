using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// What is no HTTP at all is refused by Kestrel before any code of ours sees it; this writes it to the audit all the same.
/// </summary>
internal sealed class MalformedRequests(DiagnosticListener diagnostics, StrangerTrail strangers, TimeProvider time)
    : IHostedService, IObserver<KeyValuePair<string, object?>>
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";
    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = diagnostics.Subscribe(this, name => name == BadRequest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == BadRequest && value.Value is IFeatureCollection features
            && features.Get<ListenerFeature>() is { } door)
        {
            Record(features, door.Kind == ListenerKind.Gateway ? "kubernetes" : "api");
        }
    }

    public void OnCompleted()
    {
        // The listener lives as long as the process.
    }

    public void OnError(Exception error)
    {
        // Diagnostics have no errors of their own.
    }

    private void Record(IFeatureCollection features, string source)
    {
        var failure = features.Get<IBadRequestExceptionFeature>()?.Error as BadHttpRequestException;
        strangers.Refused(
            new AuditDecision
            {
                Id = Guid.CreateVersion7(),
                Time = time.GetUtcNow(),
                Source = source,
                Method = "",
                Target = "",
                Allowed = false,
                By = "Gateway",
                Reason = failure?.Message ?? "The request is malformed.",
                ClientAddress = features.Get<IHttpConnectionFeature>()?.RemoteIpAddress?.ToString(),
            },
            failure?.StatusCode ?? StatusCodes.Status400BadRequest);
    }
}
