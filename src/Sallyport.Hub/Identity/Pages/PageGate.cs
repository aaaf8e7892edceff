using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Api;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>The one way to the pages: whose browser is it, did our own form send it, and what may the page do in the browser.</summary>
internal sealed class PageGate(IAntiforgery antiforgery, SignInLimits limits, ILogger<PageGate> log)
{
    private const int LargestForm = 64 * 1024;

    public async Task PassAsync(HttpContext http, PageEndpoint page)
    {
        IResult answer;
        try
        {
            answer = await AnswerAsync(http, page);
        }
        catch (ApiProblemException problem)
        {
            answer = PageCall.Say("That did not work", problem.Message, problem.Status);
        }
        catch (PolicyProblemException unsound)
        {
            answer = PageCall.Say("That did not work", unsound.Message, StatusCodes.Status400BadRequest);
        }
        catch (Exception fault) when (fault is AuditUnavailableException or CredentialsUnavailableException)
        {
            answer = PageCall.Say("Not now", "The hub cannot do this at the moment. Try again shortly.", StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            log.PageFailed(fault);
            answer = PageCall.Say("The hub failed", "The hub's log says how.", StatusCodes.Status500InternalServerError);
        }

        await answer.ExecuteAsync(http);
    }

    private async Task<IResult> AnswerAsync(HttpContext http, PageEndpoint page)
    {
        PageHeaders.Set(http, formTarget: "");
        if (!limits.Admits(http))
        {
            return PageCall.Say("Too many requests", "Wait a moment, then try again.", StatusCodes.Status429TooManyRequests);
        }

        var session = SessionCookie.Of(http);
        if (page.Access == PageAccess.SignedIn && session is null)
        {
            var place = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
            return PageCall.Go("/signin?returnUrl=" + Uri.EscapeDataString(place));
        }

        IFormCollection? form = null;
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            if (await FormAsync(http) is not { } sent)
            {
                return PageCall.Say("That form is too old", "Go back, load the page again and send it once more.", StatusCodes.Status403Forbidden);
            }

            form = sent;
        }

        var call = new PageCall(http, session, form);
        if (page.FormTarget is not null)
        {
            PageHeaders.Set(http, page.FormTarget(call));
        }

        return await page.Handle(call);
    }

    /// <returns>Null when it was not our own page, in this browser, that sent the form.</returns>
    private async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        var request = http.Request;
        if (!SameOrigin.Sent(http)
            || !request.HasFormContentType || request.ContentLength is null or > LargestForm)
        {
            return null;
        }

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestForm;
        return await antiforgery.IsRequestValidAsync(http) ? await request.ReadFormAsync(http.RequestAborted) : null;
    }
}
