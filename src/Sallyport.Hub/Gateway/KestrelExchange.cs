using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Hub.Gateway;

/// <summary>The entrance for clients on the network.</summary>
internal sealed class KestrelExchange : Exchange
{
    private readonly HttpContext _context;

    private KestrelExchange(HttpContext context) => _context = context;

    public override bool AnswerStarted => _context.Response.HasStarted;

    public override IHeaderDictionary AnswerHeaders => _context.Response.Headers;

    public override PipeWriter Answer => _context.Response.BodyWriter;

    public override CancellationToken Aborted => _context.RequestAborted;

    public static KestrelExchange Enter(HttpContext context, TimeProvider time)
    {
        var features = context.Features;
        return new KestrelExchange(context)
        {
            Began = time.GetUtcNow(),
            BeganTicks = time.GetTimestamp(),
            Method = context.Request.Method,
            RawTarget = features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Protocol = context.Request.Protocol,
            ServerName = features.Get<ITlsHandshakeFeature>()?.HostName ?? "",
            Host = context.Request.Headers.Host.ToString(),
            ClientAddress = context.Connection.RemoteIpAddress?.ToString() ?? "",
            Headers = context.Request.Headers,
            Body = context.Request.Body,
            HasBody = features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false,
            AsksUpgrade = features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest ?? false,
        };
    }

    public override void SetStatus(int status) => _context.Response.StatusCode = status;

    public override async Task<DuplexStream> UpgradeAsync() => await ClientUpgradeStream.AcceptAsync(_context);

    public override void Reset() => _context.Abort();
}
