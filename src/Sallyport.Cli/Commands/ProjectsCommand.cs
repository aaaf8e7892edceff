using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Named sets of clusters, or of namespaces in clusters.</summary>
internal static class ProjectsCommand
{
    public static Command Create() => new("projects", "List, add, change and remove projects") { List(), Add(), Set(), Remove() };

    private static Command List()
    {
        var command = new Command("list", "List the projects and what they hold");
        var list = new ListOptions(command);
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            "/api/v1/projects",
            ApiJson.Default.ProjectModelArray,
            to,
            "There are no projects. Add one: sallyport projects add shop --namespace 'shop-*'",
            ["NAME", "TITLE", "HOLDS"],
            project => [project.Name, project.Title ?? "", string.Join("; ", project.Scopes.Select(scope => scope.ToString()))],
            cancellation));
    }

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "lower case letters, digits and -" };
        var output = OutputOption.Create();
        var scope = new ScopeOptions();
        var title = Title();
        var command = new Command("add", "Add a project that holds clusters, or namespaces in clusters") { name, title, output };
        scope.AddTo(command);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var project = new ProjectModel(parsed.GetRequiredValue(name), [Held(scope, parsed)], parsed.GetValue(title));
            await Printer.OutcomeAsync(
                await api.SendAsync(HttpMethod.Post, "/api/v1/projects", cancellation, ApiClient.Json(project, ApiJson.Default.ProjectModel)),
                parsed.GetValue(output),
                to,
                $"project {project.Name} added");
        });
    }

    private static Command Set()
    {
        var name = Known();
        var output = OutputOption.Create();
        var scope = new ScopeOptions();
        var title = Title();
        var command = new Command(
            "set",
            """
            Change what a project holds, and its title.
            What was given in it stays: look through its assignments and settings when it gives up a place.
            """)
        {
            name, title, output,
        };
        scope.AddTo(command);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var change = new ProjectChange([Held(scope, parsed)], parsed.GetValue(title));
            await Printer.OutcomeAsync(
                await api.SendAsync(
                    HttpMethod.Put, $"/api/v1/projects/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}", cancellation, ApiClient.Json(change, ApiJson.Default.ProjectChange)),
                parsed.GetValue(output),
                to,
                $"project {parsed.GetValue(name)} holds {change.Scopes[0]}");
        });
    }

    private static Command Remove()
    {
        var name = Known();
        return new Command("remove", "Remove a project") { name }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/projects/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}", cancellation);
            await to.WriteLineAsync($"project {parsed.GetValue(name)} removed");
        });
    }

    private static Scope Held(ScopeOptions scope, ParseResult parsed) => scope.Read(parsed) is { Kind: "cluster" or "namespace" } held
        ? held
        : throw new CommandException("a project holds clusters or namespaces: name them with --cluster, --cluster-selector, --namespace or --namespace-selector.");

    private static Option<string?> Title() => new("--title") { Description = "the name shown to people" };

    private static Argument<string> Known() => new("NAME") { Description = "the project's name", CompletionSources = { HubNames.Projects } };
}
