using System.CommandLine.Completions;
using System.Text.Json;
using Sallyport.Cli.Api;
using Sallyport.Cli.Commands;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Completion;

/// <summary>Names that the hub knows, for the shell to complete: asked for in passing, and none when that takes long or fails.</summary>
internal static class HubNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>More than these nobody reads: another letter says which are meant.</summary>
    private const int Most = 200;

    public static IEnumerable<CompletionItem> Clusters(CompletionContext context) => Ask(context, "/api/v1/clusters");

    public static IEnumerable<CompletionItem> Users(CompletionContext context) => Ask(context, "/api/v1/users");

    public static IEnumerable<CompletionItem> Roles(CompletionContext context) => Ask(context, "/api/v1/roles");

    public static IEnumerable<CompletionItem> Projects(CompletionContext context) => Ask(context, "/api/v1/projects");

    public static IEnumerable<CompletionItem> Guardrails(CompletionContext context) => Ask(context, "/api/v1/guardrails");

    public static IEnumerable<CompletionItem> Groups(CompletionContext context) => Ask(context, "/api/v1/groups");

    private static List<CompletionItem> Ask(CompletionContext context, string path)
    {
        // Help asks for suggestions too, without a command line, and must ask no hub.
        if (context.ParseResult.RootCommandResult.Command.Options.All(option => option.Name != ProfileOption.Name))
        {
            return [];
        }

        try
        {
            // A source of completions has no asynchronous form.
            return Task.Run(() => AskAsync(context.ParseResult.Named(), $"{path}?limit={Most}&search={Uri.EscapeDataString(context.WordToComplete)}")).GetAwaiter().GetResult();
        }
        catch (Exception none) when (none is CommandException or ApiException or OperationCanceledException or JsonException)
        {
            return [];
        }
    }

    private static async Task<List<CompletionItem>> AskAsync(string? profile, string path)
    {
        // A session that has to be renewed first waits for a command that does something.
        if (Profiles.Choose(profile).Load() is var session && !session.IsFresh(DateTimeOffset.UtcNow))
        {
            return [];
        }

        using var limit = new CancellationTokenSource(Patience);
        using var api = new ApiClient(session);
        using var answer = JsonDocument.Parse(await api.SendAsync(HttpMethod.Get, path, limit.Token));
        return [.. answer.RootElement.EnumerateArray().Select(item => new CompletionItem(item.GetProperty("name").GetString() ?? ""))];
    }
}
