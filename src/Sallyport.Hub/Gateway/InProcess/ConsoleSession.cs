using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>
/// On whose behalf the console asks: the browser's session and where it came from. It says nothing of what the person may
/// do, since a page outlives such knowledge; session and person are looked up at every call.
/// </summary>
/// <param name="Id">The session, which is a credential.</param>
/// <param name="User">Whose session it is.</param>
/// <param name="ClientAddress">The browser's address, for the audit and the limits.</param>
internal sealed record ConsoleSession(Guid Id, string User, string ClientAddress)
{
    /// <summary>The session that a browser's cookie stands for.</summary>
    public static ConsoleSession Of(Credential cookie, string clientAddress) => new(cookie.Id, cookie.User, clientAddress);
}
