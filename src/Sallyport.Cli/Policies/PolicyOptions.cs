using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Policies.Reading;

namespace Sallyport.Cli.Policies;

/// <summary>The options that say which files, and whose they are.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<string[]> _files = new("--filename", "-f")
    {
        Description = "a file, a folder of .yaml, .yml and .json files, or - for the standard input; may be repeated",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> _recursive = new("--recursive", "-R") { Description = "also what lies in folders within the folders" };
    private readonly Option<string?> _owner = new("--owner") { Description = "whose the objects are: nothing but this owner's files changes them from then on", HelpName = "NAME" };
    private readonly Option<bool> _prune = new("--prune") { Description = "remove what the owner has and the files do not" };
    private readonly Option<bool> _adopt = new("--adopt") { Description = "take over objects that are there and nobody's" };

    /// <param name="command">Gets the options.</param>
    /// <param name="required">Whether there is nothing to do without a file.</param>
    public void AddTo(Command command, bool required = true)
    {
        _files.Required = required;
        command.Options.Add(_files);
        command.Options.Add(_recursive);
        command.Options.Add(_owner);
        command.Options.Add(_prune);
        command.Options.Add(_adopt);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_owner) is null && (result.GetResult(_prune) is { Implicit: false } || result.GetResult(_adopt) is { Implicit: false }))
            {
                result.AddError("--prune and --adopt need an --owner.");
            }
        });
    }

    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_files) is { Length: > 0 };

    /// <summary>Reads the files; when something is wrong with them, that is told.</summary>
    /// <returns>Null when something is wrong.</returns>
    /// <exception cref="CommandException">A file cannot be read, or there is nothing in any of them.</exception>
    public async Task<PolicyFileSet?> ReadAsync(ParseResult parsed)
    {
        var problems = new List<PolicyProblem>();
        var documents = PolicyDocuments.Read(parsed.GetValue(_files) ?? [], parsed.GetValue(_recursive), problems);
        if (problems.Count > 0)
        {
            await PolicyProblem.WriteAsync(problems, parsed.InvocationConfiguration.Error);
            return null;
        }

        // An empty folder is more often a slip than the wish to have nothing left.
        return documents.Count > 0
            ? new PolicyFileSet(documents, parsed.GetValue(_owner), parsed.GetValue(_prune), parsed.GetValue(_adopt))
            : throw new CommandException("there is no document in any of the files. (Folders within a folder are read with -R.)");
    }
}

/// <summary>The documents of policy files, and whose they are.</summary>
internal sealed record PolicyFileSet(IReadOnlyList<PolicyDocument> Documents, string? Owner, bool Prune, bool Adopt)
{
    public PolicyRequest Request(bool? dryRun = null) => new([.. Documents.Select(document => document.Json)], Owner, Prune, Adopt, dryRun);
}
