using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Pages;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary>Links by which the demo's people are signed in with a browser: each good once, for a while, on this machine.</summary>
internal sealed class DemoSignIn(TimeProvider time)
{
    private const string Path = "/demo/signin";
    private const string SignedInBy = "demo";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, (string Person, DateTimeOffset Ends)> _tokens = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("GET", Path, PageAccess.Anyone, call => Task.FromResult(Ask(call)));
        routes.MapPage("POST", Path, PageAccess.Anyone, UseAsync);
    }

    /// <summary>A link for each of the demo's people.</summary>
    public IReadOnlyList<(string Person, string Link)> Issue(int consolePort) =>
        [.. DemoSeed.People.Select(person => (person, $"https://127.0.0.1:{consolePort}{Path}?token={Issue(person)}"))];

    private string Issue(string person)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _tokens[token] = (person, time.GetUtcNow() + Life);
        return token;
    }

    private IResult Ask(PageCall call)
    {
        var token = call.Query("token");
        return Find(token) is { } person ? PageCall.Show<DemoSignInPage>(new { Person = person, Token = token }) : NotValid();
    }

    private async Task<IResult> UseAsync(PageCall call)
    {
        var token = call.Field("token");
        return Find(token) is { } person && _tokens.TryRemove(token, out _)
            ? await SignInPages.BeginAsync(call, new SessionStart(person, SignedInBy, call.Client), "/", $"{person} signed in by a link of the demo's.")
            : NotValid();
    }

    private string? Find(string token) => _tokens.TryGetValue(token, out var known) && known.Ends > time.GetUtcNow() ? known.Person : null;

    private static IResult NotValid() => PageCall.Say(
        "This link is not valid", "It was used or it is too old. Start the demo again for another one.", StatusCodes.Status403Forbidden);
}
