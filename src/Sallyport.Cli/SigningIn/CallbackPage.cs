using System.Text;

namespace Sallyport.Cli.SigningIn;

/// <summary>What the browser shows at the end.</summary>
internal static class CallbackPage
{
    /// <param name="signedIn">Whether a code came; null when the request was not the answer that is waited for.</param>
    public static byte[] Write(bool? signedIn)
    {
        var (status, sentence) = signedIn switch
        {
            true => ("200 OK", "You are signed in. You can close this window and go back to the terminal."),
            false => ("200 OK", "You were not signed in. You can close this window; the terminal says more."),
            null => ("404 Not Found", "There is nothing here."),
        };
        var body = Encoding.UTF8.GetBytes($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sallyport</title><p>{sentence}</p></html>");
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n"
            + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
