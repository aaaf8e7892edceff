using System.CommandLine;

namespace Sallyport.Cli.Commands;

/// <summary>The arguments that say what a question about access is about, as kubectl's <c>auth can-i</c> takes them.</summary>
internal sealed class ActionArguments
{
    private static readonly HashSet<string> Subresources =
        ["log", "exec", "attach", "portforward", "proxy", "scale", "status", "eviction", "binding", "ephemeralcontainers", "token", "finalize", "approval"];

    private readonly Argument<string> _verb = new("VERB") { HelpName = "VERB", Description = "get, list, watch, create, update, patch, delete, deletecollection" };
    private readonly Argument<string> _resource = new("RESOURCE") { Description = "as pods, deployments.apps, pods/exec or secrets/db-password" };
    private readonly Option<string?> _namespace = new("--namespace", "-n") { Description = "in which namespace; without it, in all of them" };
    private readonly Option<string?> _subresource = new("--subresource") { Description = "as log or exec" };

    public ActionArguments() =>
        _verb.CompletionSources.Add("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_verb);
        command.Arguments.Add(_resource);
        command.Options.Add(_namespace);
        command.Options.Add(_subresource);
    }

    public AskedAction Read(ParseResult parsed)
    {
        var (kind, group, below) = Split(parsed.GetRequiredValue(_resource), parsed.GetValue(_subresource));
        return new AskedAction(parsed.GetRequiredValue(_verb), kind, group, below.Subresource, parsed.GetValue(_namespace), below.Name);
    }

    /// <summary><c>pods/exec</c> is a sub-resource where Kubernetes has one of that name; anything else after the slash is a name.</summary>
    private static (string Resource, string? Group, (string? Subresource, string? Name)) Split(string text, string? subresource)
    {
        var (left, right) = text.IndexOf('/') is var slash and >= 0 ? (text[..slash], text[(slash + 1)..]) : (text, null);
        var (resource, group) = left.IndexOf('.') is var dot and >= 0 ? (left[..dot], left[(dot + 1)..]) : (left, null);
        return right is not null && subresource is null && Subresources.Contains(right)
            ? (resource, group, (right, null))
            : (resource, group, (subresource, right));
    }
}

/// <summary>One action on a resource.</summary>
internal sealed record AskedAction(string Verb, string Resource, string? Group, string? Subresource, string? Namespace, string? Name);
