namespace Sallyport.Hub.Identity.Pages;

/// <summary>Whether a page of this hub's sent a request.</summary>
internal static class SameOrigin
{
    /// <summary>Browsers name the origin of whatever they post and of every WebSocket. Exactly ours, not one that looks like it.</summary>
    public static bool Sent(HttpContext http) =>
        http.Request.Headers.Origin is [{ } origin] && origin == $"{http.Request.Scheme}://{http.Request.Host}";
}
