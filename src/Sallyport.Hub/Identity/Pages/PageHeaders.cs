namespace Sallyport.Hub.Identity.Pages;

/// <summary>What a page may do in the browser: show our own style, run our own scripts, send forms here.</summary>
internal static class PageHeaders
{
    /// <param name="http">The answer's context.</param>
    /// <param name="formTarget">One more origin that forms may lead to; empty for none.</param>
    /// <param name="ownBase">Whether the page says what its addresses are relative to; to this hub and nothing else.</param>
    public static void Set(HttpContext http, string formTarget, bool ownBase = false)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self' {formTarget}; frame-ancestors 'none'; base-uri {(ownBase ? "'self'" : "'none'")}";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Not "no-referrer": with it, browsers post forms with an origin of "null".
        headers["Referrer-Policy"] = "same-origin";
    }
}
