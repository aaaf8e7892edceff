using System.Globalization;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Limits;
using Sallyport.Tunnel;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>The one address that agents dial.</summary>
internal sealed class AgentEndpoint(
    AgentRegistry agents, AgentReception reception, Enrolment enrolment, EnrolmentTrail trail,
    CertificateAuthorities authorities, ServerCertificate certificate, Strangers strangers, IHostApplicationLifetime lifetime, ILogger<AgentEndpoint> log)
{
    public async Task ServeAsync(HttpContext context)
    {
        if (HubTunnel.Subprotocol(context) is not { } subprotocol)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("Agents of Sallyport connect here by WebSocket.\n", context.RequestAborted);
            return;
        }

        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (subprotocol == TunnelProtocol.EnrollSubprotocol && strangers.Wait(address) is { } seconds)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, context.RequestAborted);
        using var socket = await HubTunnel.AcceptWebSocketAsync(context);
        var options = new HubTunnelOptions
        {
            Certificate = certificate.Current,
            AgentAuthorities = [authorities.Agents.Certificate],
        };
        try
        {
            if (subprotocol == TunnelProtocol.EnrollSubprotocol)
            {
                await using var channel = await HubTunnel.AcceptEnrollmentAsync(socket, options, stopping.Token);
                var answer = await enrolment.AnswerAsync(channel.Request, channel.Current, address, stopping.Token);
                if (answer.Error is not null)
                {
                    strangers.Charge(address);
                }

                await trail.RecordAsync(channel.Request, channel.Current, answer, address, stopping.Token);
                await channel.AnswerAsync(answer, stopping.Token);
                return;
            }

            await using var connection = await HubTunnel.AcceptAsync(
                socket, options, (agent, patience) => agents.AdmitAsync(agent, address, patience), stopping.Token);
            await reception.ServeAsync(connection, stopping.Token);
        }
        catch (TunnelException refused)
        {
            if (!refused.IsRefusal)
            {
                log.AgentRefused(address, refused.Message);
            }
        }
        catch (AuditUnavailableException unwritten)
        {
            log.AgentRefused(address, unwritten.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The hub stops, or the agent left.
        }
    }
}
