namespace Sallyport.Hub.Console.Kubectl.Parsing;

/// <summary>Flags of kubectl's that would name a file, a server or a credential, and what to use instead.</summary>
internal static class RefusedFlags
{
    private const string File = "this terminal has no files to read or write: use the YAML tab of the object, or kubectl on your own machine.";
    private const string Server = "where this terminal's commands go is settled by the cluster: choose one with \"config use-context CLUSTER\" or --context.";
    private const string Person = "this terminal acts as you and nobody else: sign in as somebody else to act as them.";

    /// <summary>The sentence for a flag, by its name or letter; null where nothing is to be said of it.</summary>
    public static string? Sentence(string name) => name switch
    {
        "f" or "filename" => Said("-f", File),
        "k" or "kustomize" => Said("-k", File),
        "R" or "recursive" => Said("-R", File),
        "template" or "cache-dir" or "profile" or "profile-output" or "output-directory" or "patch-file" or "from-file" or "kuberc" => Said("--" + name, File),
        "kubeconfig" => Said("--kubeconfig", "the clusters of this terminal are those you may see: \"config get-contexts\" lists them."),
        "cluster" or "s" or "server" or "tls-server-name" or "certificate-authority" or "insecure-skip-tls-verify" or "raw" => Said(Dashed(name), Server),
        "as" or "as-group" or "as-uid" or "user" or "username" or "password" or "token" or "client-certificate" or "client-key" => Said("--" + name, Person),
        "i" or "stdin" or "t" or "tty" => Said(Dashed(name), "open the container's Shell tab for that."),
        "v" or "vmodule" or "log-dir" => Said(Dashed(name), "requests are written to the audit, and not shown here."),
        "request-timeout" or "match-server-version" or "disable-compression" => Said("--" + name, "this terminal has no such setting: end a command with Ctrl-C."),
        _ => null,
    };

    private static string Dashed(string name) => (name.Length == 1 ? "-" : "--") + name;

    private static string Said(string flag, string sentence) => $"{flag} is not available here: {sentence}";
}
