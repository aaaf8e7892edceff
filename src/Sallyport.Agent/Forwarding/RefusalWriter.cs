using System.Globalization;
using System.Text.Json;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Forwarding;

/// <summary>Answers with a <c>metav1.Status</c> that the hub can tell from kube-apiserver's own.</summary>
internal static class RefusalWriter
{
    public static async Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        response.StatusCode = refusal.Code;
        response.ContentType = "application/json";
        response.Headers[TunnelHeaders.AgentRefusal] = "1";
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            json.WriteStartObject();
            json.WriteString("kind", "Status");
            json.WriteString("apiVersion", "v1");
            json.WriteStartObject("metadata");
            json.WriteEndObject();
            json.WriteString("status", "Failure");
            json.WriteString("message", refusal.Message);
            json.WriteString("reason", refusal.Reason);
            if (refusal.RetryAfterSeconds is { } retry)
            {
                json.WriteStartObject("details");
                json.WriteNumber("retryAfterSeconds", retry);
                json.WriteEndObject();
            }

            json.WriteNumber("code", refusal.Code);
            json.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
