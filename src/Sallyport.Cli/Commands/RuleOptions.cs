using System.CommandLine;
using Sallyport.Cli.Api;

namespace Sallyport.Cli.Commands;

/// <summary>The options that write a Kubernetes rule, as <c>kubectl create role</c> has them.</summary>
internal sealed class RuleOptions
{
    private readonly Option<string[]> _verbs = new("--verb") { Description = "verbs, as get,list,watch or *", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _resources = new("--resource") { Description = "resources, as pods,pods/log,deployments.apps or *.*", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _names = new("--resource-name") { Description = "only objects of these names", DefaultValueFactory = _ => [] };

    public void AddTo(Command command, Option<string?> file)
    {
        command.Options.Add(_verbs);
        command.Options.Add(_resources);
        command.Options.Add(_names);
        command.Validators.Add(result =>
        {
            bool Named(Option option) => result.GetResult(option) is { Implicit: false };
            if (Named(file) ? Named(_verbs) || Named(_resources) || Named(_names) : !Named(_verbs) || !Named(_resources))
            {
                result.AddError("Give the rules in a file with -f, or one with --verb and --resource.");
            }
        });
    }

    /// <summary>A rule for each API group.</summary>
    public RuleModel[] Read(ParseResult parsed) =>
    [
        .. Split(parsed.GetValue(_resources)).Select(Resource).GroupBy(resource => resource.Group).Select(group => new RuleModel(
            [group.Key], [.. group.Select(resource => resource.Resource)], Split(parsed.GetValue(_names)) is { Length: > 0 } names ? names : null, Split(parsed.GetValue(_verbs)), null)),
    ];

    private static string[] Split(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary><c>deployments.apps/scale</c> is <c>deployments/scale</c> of <c>apps</c>.</summary>
    private static (string Group, string Resource) Resource(string text)
    {
        var (kind, below) = text.IndexOf('/') is var slash and >= 0 ? (text[..slash], text[slash..]) : (text, "");
        return kind.IndexOf('.') is var dot and >= 0 ? (kind[(dot + 1)..], kind[..dot] + below) : ("", kind + below);
    }
}
