using System.Text;
using Microsoft.Net.Http.Headers;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Console.Logs.Files;

/// <summary>
/// Whole logs as a file. The console's door has looked at the session already; each log is asked for on the person's road,
/// decided and written down as any other, and ends when it would no longer be allowed.
/// </summary>
internal sealed class LogFileEndpoint(ConsoleEntrance entrance)
{
    public const string Path = "/console/logs/{cluster}/{ns}";

    private const string Text = "text/plain; charset=utf-8";

    public async Task AnswerAsync(HttpContext http)
    {
        // The session's cookie comes along with links of other sites too; what browsers say of where a link was does not lie.
        if (http.Request.Headers["Sec-Fetch-Site"] is not ["same-origin"] || SessionCookie.Of(http) is not { } cookie)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var ask = LogFileAsk.Of(http.Request);
        using var client = entrance.Open(ask.Cluster, ConsoleSession.Of(cookie, http.Connection.RemoteIpAddress?.ToString() ?? ""));
        try
        {
            await AnswerAsync(http, ask, new ClusterApi(ask.Cluster, client));
        }
        catch (ClusterProblemException no) when (!http.Response.HasStarted)
        {
            await SayAsync(http, no.Problem.Code is >= 400 and < 600 and var code ? code : StatusCodes.Status502BadGateway, no.Problem.Message);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException or ClusterProblemException)
        {
            // Broken off, so that the browser does not take a part for the whole.
            http.Abort();
        }
    }

    private static async Task AnswerAsync(HttpContext http, LogFileAsk ask, ClusterApi api)
    {
        var containers = await LogFile.ContainersAsync(api, ask, http.RequestAborted);
        if (containers.Count == 0)
        {
            await SayAsync(http, StatusCodes.Status404NotFound, ask.Previous ? "No container here was restarted, so there is no run before." : "No container here has begun yet.");
            return;
        }

        var several = containers.Count > 1;
        foreach (var container in containers)
        {
            try
            {
                using var log = await api.GetAsync(ask.Log(container), "*/*", http.RequestAborted);
                Begin(http, ask);
                await using var lines = await log.Content.ReadAsStreamAsync(http.RequestAborted);
                await LogFile.CopyAsync(lines, several ? LogFile.MarkOf(container) : default, http.Response.Body, http.RequestAborted);
            }
            catch (ClusterProblemException no) when (several && no.Problem.Kind != ProblemKind.Away)
            {
                // The others are there all the same, and the file says what is not.
                Begin(http, ask);
                await http.Response.Body.WriteAsync((byte[])[.. LogFile.MarkOf(container), .. Encoding.UTF8.GetBytes(no.Problem.Message + "\n")], http.RequestAborted);
            }
        }
    }

    private static void Begin(HttpContext http, LogFileAsk ask)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = Text;
            http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = ask.FileName }.ToString();
        }
    }

    private static Task SayAsync(HttpContext http, int status, string sentence)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, Text);
        return http.Response.WriteAsync(sentence + "\n", http.RequestAborted);
    }
}
