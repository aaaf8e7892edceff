using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Identity.Sessions;

namespace Sallyport.Console.Tests.Administration;

/// <summary>The API as a test has it: what it answers to which call, and what was asked of it.</summary>
internal sealed class ScriptedApi : EndpointDataSource
{
    private readonly Dictionary<string, (int Status, string? Tag, object? Body)> _answers = new(StringComparer.Ordinal);
    private readonly List<ScriptedCall> _asked = [];

    public override IReadOnlyList<Endpoint> Endpoints =>
        [new RouteEndpoint(AnswerAsync, RoutePatternFactory.Parse("/api/{**path}"), 0, EndpointMetadataCollection.Empty, "the API")];

    /// <summary>What pages need to ask it.</summary>
    public static ScriptedApi AddTo(BunitContext test, TimeProvider? time = null)
    {
        var api = new ScriptedApi();
        test.Services.AddLogging().AddLocalization().AddSingleton<EndpointDataSource>(api).AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<AuthenticationStateProvider>(new SignedIn()).AddSingleton<ConsolePerson>().AddSingleton<ConsoleApi>();
        test.JSInterop.Mode = JSRuntimeMode.Loose;
        return api;
    }

    /// <summary>From now on this is answered; a path without its query is enough.</summary>
    public ScriptedApi Answer(string call, object? body, string? tag = null, int status = 200)
    {
        lock (_asked)
        {
            _answers[call] = (status, tag, body);
        }

        return this;
    }

    /// <summary>From now on this is refused.</summary>
    public ScriptedApi Refuse(string call, int status, params string[] sentences) =>
        Answer(call, new { detail = string.Join(' ', sentences), sentences = sentences.Length > 1 ? sentences : null }, status: status);

    /// <summary>What was asked with this method of this path, in order.</summary>
    public IReadOnlyList<ScriptedCall> Asked(string call)
    {
        lock (_asked)
        {
            return [.. _asked.Where(one => one.Call == call)];
        }
    }

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);

    private async Task AnswerAsync(HttpContext http)
    {
        var call = $"{http.Request.Method} {http.Request.Path}";
        using var body = new StreamReader(http.Request.Body);
        var text = await body.ReadToEndAsync(http.RequestAborted);
        (int Status, string? Tag, object? Body) answer;
        lock (_asked)
        {
            _asked.Add(new ScriptedCall(call, http.Request.Headers.IfMatch.ToString(), text.Length == 0 ? null : JsonNode.Parse(text)));
            answer = _answers.GetValueOrDefault(call, (404, null, new { detail = "The test answers nothing to that." }));
        }

        http.Response.StatusCode = answer.Status;
        http.Response.Headers.ETag = answer.Tag is { } tag ? $"\"{tag}\"" : default;
        await JsonSerializer.SerializeAsync(http.Response.Body, answer.Body, ApiJson.Options, http.RequestAborted);
        await http.Response.CompleteAsync();
    }

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, "admin"), new Claim(SessionCookie.SessionClaim, Guid.Empty.ToString())], "test"))));
    }
}

/// <summary>One call.</summary>
internal sealed record ScriptedCall(string Call, string IfMatch, JsonNode? Body);
