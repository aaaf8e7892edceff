using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>A kubeconfig with one context per cluster and a token of bounded life.</summary>
internal static class KubeconfigCommand
{
    public static Command Create()
    {
        var clusters = new Option<string[]>("--cluster") { Description = "only these clusters; may be repeated", DefaultValueFactory = _ => [] };
        var validFor = new Option<string>("--valid-for") { Description = "how long its token lives, as 8h", DefaultValueFactory = _ => "8h" };
        var write = new Option<FileInfo?>("--write") { Description = "write it to this file, readable by you alone, instead of standard output" };
        var command = new Command("kubeconfig", "Print a kubeconfig with one context per cluster") { clusters, validFor, write };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var api = new ApiClient(SessionFile.Load());
            var wanted = parsed.GetValue(clusters) is { Length: > 0 } named ? named : null;
            var yaml = await api.SendAsync(
                HttpMethod.Post,
                "/api/v1/kubeconfig",
                cancellation,
                ApiClient.Json(new KubeconfigRequest(wanted, parsed.GetValue(validFor)), ApiJson.Default.KubeconfigRequest));
            if (parsed.GetValue(write) is { } file)
            {
                await WriteAsync(file, yaml, cancellation);
            }
            else
            {
                await parsed.InvocationConfiguration.Output.WriteAsync(yaml);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task WriteAsync(FileInfo file, string yaml, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await using var stream = new StreamWriter(file.FullName, options);
            await stream.WriteAsync(yaml.AsMemory(), cancellation);
        }
        catch (IOException failed)
        {
            throw new CommandException($"--write: {failed.Message} An existing kubeconfig is not overwritten: name a new file.");
        }
    }
}
