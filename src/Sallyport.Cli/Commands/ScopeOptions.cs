using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;

namespace Sallyport.Cli.Commands;

/// <summary>The options that say where something holds; none of them is the whole organization.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<string?> _project = new("--project") { Description = "what this project holds", HelpName = "NAME", CompletionSources = { HubNames.Projects } };

    private readonly Option<string[]> _clusters = new("--cluster")
    {
        Description = "a cluster's name or glob; may be repeated",
        HelpName = "NAME",
        CompletionSources = { HubNames.Clusters },
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _clusterSelector = new("--cluster-selector") { Description = "clusters by label, as env=prod,team in (a,b)" };

    private readonly Option<string[]> _namespaces = new("--namespace", "-n")
    {
        Description = "a namespace's name or glob; may be repeated",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _namespaceSelector = new("--namespace-selector") { Description = "namespaces by label" };

    public void AddTo(Command command)
    {
        command.Options.Add(_project);
        command.Options.Add(_clusters);
        command.Options.Add(_clusterSelector);
        command.Options.Add(_namespaces);
        command.Options.Add(_namespaceSelector);
        command.Validators.Add(result =>
        {
            var inClusters = result.GetResult(_clusters) is { Implicit: false } || result.GetResult(_clusterSelector) is not null;
            var inNamespaces = result.GetResult(_namespaces) is { Implicit: false } || result.GetResult(_namespaceSelector) is not null;
            if (result.GetResult(_project) is not null && (inClusters || inNamespaces))
            {
                result.AddError("--project names a place by itself; leave out --cluster and --namespace beside it.");
            }
        });
    }

    public Scope Read(ParseResult parsed)
    {
        var clusters = parsed.GetValue(_clusters) is { Length: > 0 } named ? named : null;
        var clusterSelector = parsed.GetValue(_clusterSelector);
        var namespaces = parsed.GetValue(_namespaces) is { Length: > 0 } listed ? listed : null;
        var namespaceSelector = parsed.GetValue(_namespaceSelector);
        if (parsed.GetValue(_project) is { } project)
        {
            return new Scope("project", Project: project);
        }

        if (namespaces is not null || namespaceSelector is not null)
        {
            return new Scope("namespace", null, clusters, clusterSelector, namespaces, namespaceSelector);
        }

        return clusters is not null || clusterSelector is not null
            ? new Scope("cluster", null, clusters, clusterSelector)
            : new Scope("organization");
    }
}
