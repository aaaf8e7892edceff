using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Policies;

/// <summary>Asks whose access policy files would change, and says it.</summary>
internal static class FilePreview
{
    /// <returns>Null when something is wrong with the files; it was told.</returns>
    public static async Task<PreviewAnswer?> WriteAsync(ParseResult parsed, ApiClient api, PolicyFileSet files, OutputFormat format, CancellationToken cancellation)
    {
        var question = new PreviewQuestion([.. files.Documents.Select(document => document.Json)], files.Owner, files.Prune, files.Adopt);
        if (await PolicyHub.SendAsync(
            api, "preview", files, (question, ApiJson.Default.PreviewQuestion), ApiJson.Default.PreviewAnswer, parsed.InvocationConfiguration.Error, cancellation) is not { } answer)
        {
            return null;
        }

        var to = parsed.InvocationConfiguration.Output;
        await (format == OutputFormat.Table ? PreviewReport.WriteAsync(answer.Value, to) : Printer.DocumentAsync(answer.Json, format, to));
        return answer.Value;
    }
}
