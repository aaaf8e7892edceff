using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Entrance;

/// <summary>The answer of one call of the API in process: it goes into a pipe, no faster than it is read.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Who reads the answer owns it, and may be done before or after the API is; nothing here holds anything but memory.")]
internal sealed class ApiExchange
{
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<HttpResponseMessage> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Pipe _answer = new();
    private readonly AnswerWriter _writer;
    private HttpContext? _http;

    public ApiExchange() => _writer = new AnswerWriter(_answer.Writer, Begin);

    /// <summary>The answer, as soon as its head is known.</summary>
    public Task<HttpResponseMessage> Answered => _answered.Task;

    /// <summary>Takes what is written to a context's response.</summary>
    public void AnswerFor(HttpContext http)
    {
        _http = http;
        http.Features.Set<IHttpResponseFeature>(new ResponseFeature(this));
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_writer.AsStream(leaveOpen: true)));
        http.Features.Set<IHttpRequestLifetimeFeature>(new LifetimeFeature(this));
    }

    /// <summary>Nobody waits for the answer, or for the rest of it, any more.</summary>
    public void Abandon()
    {
        _abandoned.Cancel();
        _answered.TrySetCanceled(_abandoned.Token);
    }

    public void Complete() => _writer.Complete();

    public void Break(Exception reason)
    {
        var broken = new HttpIOException(HttpRequestError.ResponseEnded, "The answer was cut off before its end.", reason);
        _answer.Writer.Complete(broken);
        _answered.TrySetException(broken);
    }

    private void Begin()
    {
        if (_answered.Task.IsCompleted)
        {
            return;
        }

        var response = new HttpResponseMessage((HttpStatusCode)_http!.Response.StatusCode)
        {
            Content = new InProcessContent(new InProcessStream(_answer.Reader, null, Abandon)),
        };
        foreach (var (name, value) in HeaderLines.Of(_http.Response.Headers))
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        _answered.TrySetResult(response);
    }

    private sealed class ResponseFeature(ApiExchange exchange) : HttpResponseFeature
    {
        public override bool HasStarted => exchange.Answered.IsCompleted;
    }

    private sealed class LifetimeFeature(ApiExchange exchange) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; } = exchange._abandoned.Token;

        public void Abort() => exchange.Break(new OperationCanceledException());
    }
}
