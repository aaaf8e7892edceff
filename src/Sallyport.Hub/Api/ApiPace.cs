using System.Globalization;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Api;

/// <summary>How often a user may call, and how often someone without a credential from one address.</summary>
internal sealed class ApiPace(UserRates rates, Strangers strangers)
{
    /// <summary>Counts a call. Null when it may go on; otherwise a sentence, and the answer says when to try again.</summary>
    public string? TooFast(HttpContext http, Credential? credential)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var (wait, words) = credential is null
            ? (strangers.Charge(address), Strangers.Words(address))
            : (rates.AtApi(credential.User), UserRates.Words(credential.User));
        if (wait is not { } seconds)
        {
            return null;
        }

        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return words;
    }
}
