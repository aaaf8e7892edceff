using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>Sends the console's requests down the road, each as an exchange of its own, and streams their answers back.</summary>
internal sealed class ConsoleHandler(Road road, string cluster, ConsoleSession session, TimeProvider time) : HttpMessageHandler
{
    private const string ClientName = "sallyport-console";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStreamAsync(cancellationToken) : Stream.Null;
        var exchange = new ConsoleExchange
        {
            Session = session,
            Cluster = cluster,
            Began = time.GetUtcNow(),
            BeganTicks = time.GetTimestamp(),
            Method = request.Method.Method,
            RawTarget = request.RequestUri!.PathAndQuery,
            Target = request.RequestUri.PathAndQuery,
            Protocol = ConsoleExchange.ProtocolName,
            ServerName = "",
            Host = "",
            ClientAddress = session.ClientAddress,
            Headers = HeadersOf(request),
            Body = body,
            HasBody = request.Content is not null,
            AsksUpgrade = request.Headers.Contains(HeaderNames.Upgrade),
        };

        // Off the caller's synchronization context: the road of a request must not wait for a page to be drawn.
        _ = Task.Run(() => exchange.TravelAsync(road), CancellationToken.None);
        try
        {
            return await exchange.Answered.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Not by a registration: the wait's own continuation would take that back before it is its turn.
            exchange.Abandon();
            throw;
        }
    }

    private static HeaderDictionary HeadersOf(HttpRequestMessage request)
    {
        var headers = new HeaderDictionary { [HeaderNames.UserAgent] = ClientName };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            headers[name] = new StringValues(values.ToString());
        }

        if (request.Content is { } content)
        {
            // Asking for the length works it out, and so makes it a header where it can be known.
            _ = content.Headers.ContentLength;
            foreach (var (name, values) in content.Headers.NonValidated)
            {
                headers[name] = new StringValues(values.ToString());
            }
        }

        return headers;
    }
}
