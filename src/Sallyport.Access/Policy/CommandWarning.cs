using System.Collections.Frozen;

namespace Sallyport.Access.Policy;

/// <summary>What an Organization Admin should know before listing a command. A guide and no guard: no list of programs is whole.</summary>
public static class CommandWarning
{
    private static readonly FrozenSet<string> Shells =
        new[]
        {
            "ash", "bash", "busybox", "cmd", "cmd.exe", "csh", "dash", "deno", "fish", "irb", "ksh", "lua", "node", "perl", "php",
            "powershell", "powershell.exe", "psql", "pwsh", "python", "python2", "python3", "ruby", "sh", "sqlite3", "tcsh", "toybox", "zsh",
        }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Runners =
        new[]
        {
            "awk", "chroot", "crictl", "ctr", "docker", "dpkg", "env", "find", "flock", "gawk", "gdb", "git", "ionice", "java", "kubectl",
            "less", "make", "man", "mawk", "more", "mysql", "nice", "nohup", "nsenter", "openssl", "pip", "rpm", "rsync", "script",
            "sed", "setsid", "socat", "ssh", "stdbuf", "strace", "su", "sudo", "systemctl", "tar", "tee", "time", "timeout", "unshare",
            "vi", "vim", "watch", "wget", "xargs", "zip",
        }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The sentence about a pattern; null when there is nothing to say.</summary>
    public static string? Of(CommandPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var program = pattern.Program[(pattern.Program.LastIndexOfAny(['/', '\\']) + 1)..];
        if (Shells.Contains(program))
        {
            return $"\"{pattern.Text}\": {program} runs whatever it is told" +
                (pattern.HasWildcard ? ", so with a wildcard this is a shell." : "; this one line alone is listed, with nothing left to the caller.");
        }

        return pattern.HasWildcard && Runners.Contains(program)
            ? $"\"{pattern.Text}\": {program} can run other programs or change files by its arguments, and a wildcard leaves those to the caller."
            : null;
    }
}
