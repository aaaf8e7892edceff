using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Http;

/// <summary>Answers as kube-apiserver writes them.</summary>
internal static class Responses
{
    public static async Task JsonAsync(
        this HttpContext context, JsonNode body, int status = 200, string contentType = "application/json")
    {
        byte[] bytes = body.ToBytes();
        await context.BytesAsync(bytes, status, contentType).ConfigureAwait(false);
    }

    public static async Task BytesAsync(
        this HttpContext context, ReadOnlyMemory<byte> bytes, int status = 200, string contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }

    public static async Task TextAsync(this HttpContext context, string text, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
    }

    public static Task RefuseAsync(this HttpContext context, ApiException refusal)
    {
        if (refusal.Code == 429)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return context.JsonAsync(refusal.Status(), refusal.Code);
    }
}
