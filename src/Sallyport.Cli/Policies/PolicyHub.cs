using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sallyport.Cli.Api;
using Sallyport.Cli.Policies.Reading;

namespace Sallyport.Cli.Policies;

/// <summary>Sends policy files to the hub; what it says of a document is told of the file and the line.</summary>
internal static class PolicyHub
{
    /// <returns>Null when the hub found mistakes in the files; they were told.</returns>
    public static async Task<ApiAnswer<TAnswer>?> SendAsync<TRequest, TAnswer>(
        ApiClient api, string path, PolicyFileSet files, (TRequest Body, JsonTypeInfo<TRequest> Type) request, JsonTypeInfo<TAnswer> answer,
        TextWriter errors, CancellationToken cancellation, Condition? condition = null)
    {
        try
        {
            return await api.SendAsync(HttpMethod.Post, "/api/v1/policy/" + path, answer, cancellation, JsonContent.Create(request.Body, request.Type), condition);
        }
        catch (ApiException refused) when (Problems(refused.Body) is { Length: > 0 } problems)
        {
            await PolicyProblem.WriteAsync(problems.Where(problem => IsOf(problem, files)).Select(problem => files.Documents[problem.Document!.Value].Problem(problem.Pointer, problem.Message)), errors);
            foreach (var problem in problems.Where(problem => !IsOf(problem, files)))
            {
                await errors.WriteLineAsync($"error: {Output.Printer.Inert(problem.Message)}");
            }

            return null;
        }
    }

    private static bool IsOf(DocumentProblem problem, PolicyFileSet files) => problem.Document is >= 0 and var index && index < files.Documents.Count;

    private static DocumentProblem[]? Problems(string? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize(body, ApiJson.Default.Problem)?.Problems;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
