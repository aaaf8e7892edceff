using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Named sets of clusters, or of namespaces in clusters.</summary>
internal static class ProjectsCommand
{
    public static Command Create() => new("projects", "List, add and remove projects") { List(), Add(), Remove() };

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
            ["NAME", "HOLDS"],
            project => [project.Name, string.Join("; ", project.Scopes.Select(scope => scope.ToString()))],
            cancellation));
    }

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "lower case letters, digits and -" };
        var output = OutputOption.Create();
        var scope = new ScopeOptions();
        var command = new Command("add", "Add a project that holds clusters, or namespaces in clusters") { name, output };
        scope.AddTo(command);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var held = scope.Read(parsed);
            if (held.Kind is not ("cluster" or "namespace"))
            {
                throw new CommandException("a project holds clusters or namespaces: name them with --cluster, --cluster-selector, --namespace or --namespace-selector.");
            }

            var project = new ProjectModel(parsed.GetRequiredValue(name), [held]);
            await Printer.OutcomeAsync(
                await api.SendAsync(HttpMethod.Post, "/api/v1/projects", cancellation, ApiClient.Json(project, ApiJson.Default.ProjectModel)),
                parsed.GetValue(output),
                to,
                $"project {project.Name} added");
        });
    }

    private static Command Remove()
    {
        var name = new Argument<string>("NAME") { Description = "the project's name" };
        return new Command("remove", "Remove a project") { name }.Calls(async (parsed, api, to, cancellation) =>
        {
            await api.SendAsync(HttpMethod.Delete, $"/api/v1/projects/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}", cancellation);
            await to.WriteLineAsync($"project {parsed.GetValue(name)} removed");
        });
    }
}
