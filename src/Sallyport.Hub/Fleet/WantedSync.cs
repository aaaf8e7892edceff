using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;
using Sallyport.Hub.Policy;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>
/// Keeps one cluster's groups in step with the policy: sends the wanted set when the agent connects and whenever it
/// becomes another one, and knows which groups the cluster has confirmed.
/// </summary>
internal sealed class WantedSync(
    FleetCluster cluster, PolicySource policy, Generations generations, TimeProvider time, ILogger<WantedSync> log)
{
    private const int MostProblemsTold = 50;
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // Holds at most one word: that something changed since the last look.
    private readonly Channel<bool> _dirty = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ConfirmedGroups _confirmed = ConfirmedGroups.None;
    private string? _fingerprint;

    /// <summary>The policy or the cluster's namespaces changed: the wanted set may be another one.</summary>
    public void Touch() => _dirty.Writer.TryWrite(true);

    /// <summary>
    /// Whether the cluster knows a group, and of a group of listed commands the one that is asked for; waits for it as long as
    /// it is given time.
    /// </summary>
    public async ValueTask<bool> KnowsAsync(string group, ExecRequest? listed, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_confirmed.Know(group, listed))
        {
            return true;
        }

        using var over = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            while (true)
            {
                // Taken before the look, so that no progress falls between the two.
                var progress = _progress.Task;
                if (_confirmed.Know(group, listed))
                {
                    return true;
                }

                await progress.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task RunAsync(HttpMessageInvoker invoker, TaskCompletionSource first, CancellationToken cancellationToken)
    {
        Touch();
        while (true)
        {
            await _dirty.Reader.ReadAsync(cancellationToken);
            await Task.Delay(Settle, time, cancellationToken);
            try
            {
                await SendAsync(invoker, cancellationToken);
                first.TrySetResult();
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
            {
                log.NotInStep(cluster.Name, failure.Message);
                await Task.Delay(Retry, time, cancellationToken);
                Touch();
            }
        }
    }

    private async Task SendAsync(HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        var wanted = policy.Current.WantedFor(cluster.View, generations.Epoch, generations.Next(), time.GetUtcNow());
        var fingerprint = wanted.Fingerprint();
        if (fingerprint == _fingerprint)
        {
            return;
        }

        using var request = AgentSession.Control(HttpMethod.Put, TunnelProtocol.WantedPath);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(wanted, WantedSetJson.Default.WantedSet))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        using var response = await invoker.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(AgentSession.LongestAnswer, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var acknowledged = await JsonSerializer.DeserializeAsync(body, TunnelJson.Default.WantedAck, cancellationToken)
            ?? throw new JsonException("The agent acknowledged nothing.");
        if (acknowledged.Generation < wanted.Generation)
        {
            throw new HttpRequestException(
                $"the agent holds generation {acknowledged.Generation}, {wanted.Generation} was sent");
        }

        foreach (var problem in acknowledged.Problems.Take(MostProblemsTold))
        {
            log.GroupProblem(cluster.Name, VisibleText.Ascii(problem.Group), VisibleText.Ascii(problem.Problem));
        }

        _confirmed = ConfirmedGroups.Of(wanted);
        _fingerprint = fingerprint;
        log.InStep(cluster.Name, wanted.Groups.Length, wanted.Generation);
        Interlocked.Exchange(ref _progress, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
