using Sallyport.Hub.Identity.Accounts;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Checks a name and a password that somebody chose.</summary>
internal static class NewPassword
{
    public static async Task<IReadOnlyList<string>> ProblemsAsync(LocalAccounts accounts, string name, string password, string again) =>
        !UserName.IsValid(name) ? [$"A name is {UserName.Rule}."]
        : password != again ? ["The two passwords differ."]
        : await accounts.ProblemsAsync(name, password);
}
