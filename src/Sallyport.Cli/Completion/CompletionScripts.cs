namespace Sallyport.Cli.Completion;

/// <summary>The scripts, one a shell: each gives this program the words up to the cursor and offers what it answers.</summary>
internal static class CompletionScripts
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = Bash,
        ["fish"] = Fish,
        ["kubectl"] = Kubectl,
        ["powershell"] = PowerShell,
        ["zsh"] = Zsh,
    };

    public static IEnumerable<string> Names => Scripts.Keys.Order(StringComparer.Ordinal);

    public static string For(string shell) => Scripts[shell] + "\n";

    private const string Bash =
        """
        # bash completion for sallyport
        _sallyport() {
          local IFS=$'\n'
          COMPREPLY=($(sallyport __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null))
          local i
          for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=$(printf '%q' "${COMPREPLY[i]}"); done
        }
        complete -o default -F _sallyport sallyport
        """;

    private const string Zsh =
        """
        #compdef sallyport
        # zsh completion for sallyport
        _sallyport() {
          local -a suggestions
          suggestions=(${(f)"$(sallyport __complete "${(@)words[2,CURRENT]}" 2> /dev/null)"})
          if (( ${#suggestions} )); then compadd -a suggestions; else _files; fi
        }
        if [ "$funcstack[1]" = "_sallyport" ]; then _sallyport "$@"; else compdef _sallyport sallyport; fi
        """;

    private const string Fish =
        """
        # fish completion for sallyport
        function __sallyport_complete
          set -l words (commandline -opc)
          sallyport __complete $words[2..-1] (commandline -ct) 2> /dev/null
        end
        complete -c sallyport -a '(__sallyport_complete)'
        """;

    private const string PowerShell =
        """
        # PowerShell completion for sallyport
        Register-ArgumentCompleter -Native -CommandName sallyport -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
          # An empty word is lost on its way to a program, so that a mark stands for it.
          if ($wordToComplete -eq '') { $words += '__empty' }
          sallyport __complete @words 2> $null | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    /// <summary>kubectl 1.26 and later asks an executable of this name, and reads a directive in the last line: 4 is "no files".</summary>
    private const string Kubectl =
        """
        #!/bin/sh
        # kubectl completion for kubectl sallyport: an executable called kubectl_complete-sallyport on your PATH
        kubectl-sallyport __complete "$@"
        echo :4
        """;
}
