using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>The entrance for the console: the answer goes into a pipe, no faster than it is read.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Who reads the answer owns it, and may be done before or after the road is; nothing here holds anything but memory.")]
internal sealed class ConsoleExchange : Exchange
{
    /// <summary>What stands for the protocol in the audit, since none was spoken.</summary>
    public const string ProtocolName = "console";

    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource<HttpResponseMessage> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Pipe _answer = new();
    private readonly HttpResponseMessage _response = new();
    private readonly AnswerWriter _writer;
    private InProcessStream? _upgraded;

    public ConsoleExchange() =>
        _writer = new AnswerWriter(_answer.Writer, () => Answering(new InProcessStream(_answer.Reader, null, Abandon)));

    public required ConsoleSession Session { get; init; }

    /// <summary>The answer, as soon as its head is known.</summary>
    public Task<HttpResponseMessage> Answered => _answered.Task;

    public override bool AnswerStarted => _answered.Task.IsCompleted;

    public override IHeaderDictionary AnswerHeaders { get; } = new HeaderDictionary();

    public override PipeWriter Answer => _writer;

    public override CancellationToken Aborted => _abandoned.Token;

    public async Task TravelAsync(Road road)
    {
        try
        {
            await road.TravelAsync(this);
            await _writer.CompleteAsync();
            if (_upgraded is not null)
            {
                await _upgraded.DisposeAsync();
            }
        }
        catch (Exception fault)
        {
            Break(new HttpRequestException("The exchange ended without an answer.", fault));
        }
    }

    /// <summary>Nobody waits for the answer, or for the rest of it, any more.</summary>
    public void Abandon()
    {
        _abandoned.Cancel();
        _answered.TrySetCanceled(_abandoned.Token);
    }

    public override void SetStatus(int status) => _response.StatusCode = (HttpStatusCode)status;

    public override Task<DuplexStream> UpgradeAsync()
    {
        var asked = new Pipe();
        SetStatus(StatusCodes.Status101SwitchingProtocols);
        _upgraded = new InProcessStream(asked.Reader, _answer.Writer, Reset);
        Answering(new InProcessStream(_answer.Reader, asked.Writer, Abandon));
        return Task.FromResult<DuplexStream>(_upgraded);
    }

    public override void Reset() => Break(new HttpIOException(HttpRequestError.ResponseEnded, "The answer was cut off before its end."));

    private void Break(Exception reason)
    {
        _answer.Writer.Complete(reason);
        _answered.TrySetException(reason);
        _abandoned.Cancel();
    }

    private void Answering(InProcessStream content)
    {
        if (_answered.Task.IsCompleted)
        {
            return;
        }

        _response.Content = new InProcessContent(content);
        foreach (var (name, value) in HeaderLines.Of(AnswerHeaders))
        {
            if (!_response.Headers.TryAddWithoutValidation(name, value))
            {
                _response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        _answered.TrySetResult(_response);
    }
}
