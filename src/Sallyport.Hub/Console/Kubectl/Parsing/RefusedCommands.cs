namespace Sallyport.Hub.Console.Kubectl.Parsing;

/// <summary>Commands of kubectl's that are not here, and what to use instead.</summary>
internal static class RefusedCommands
{
    private const string Shell = "open the container's Shell tab: it is a terminal of its own, held by the same settings.";
    private const string Files = "this terminal has no files: use the YAML tab of the object, or kubectl on your own machine.";
    private const string Local = "it opens a port on the machine it runs on, and that would be the hub: use kubectl on your own machine.";
    private const string Plugins = "plugins are programs, and no program runs behind this terminal: use kubectl on your own machine.";

    /// <summary>Why a command is not here; null where kubectl has none of that name either.</summary>
    public static string? Sentence(string name) => name switch
    {
        "exec" or "attach" or "debug" or "run" => Said(name, Shell),
        "apply" or "create" or "replace" or "diff" or "kustomize" or "convert" or "cp" => Said(name, Files),
        "edit" or "patch" or "set" or "expose" or "autoscale" => Said(name, "change the object in its YAML tab, which shows the difference before anything is applied."),
        "proxy" or "port-forward" => Said(name, Local),
        "plugin" or "krew" or "options" or "alpha" => Said(name, Plugins),
        "completion" => Said(name, "press Tab: this terminal completes by itself."),
        "drain" or "taint" => Said(name, "cordon the node here, and drain it with kubectl on your own machine, where it can be watched to its end."),
        "wait" => Said(name, "watch the object with \"get -w\" or \"rollout status\" instead."),
        "certificate" => Said(name, "no role of this organization signs certificates through the hub."),
        _ => null,
    };

    private static string Said(string name, string sentence) => $"\"{name}\" is not available here: {sentence}";
}
