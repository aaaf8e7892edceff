using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Printing;

/// <summary>A refusal in the words in which kubectl prints it.</summary>
internal static class ServerError
{
    public static string Text(ClusterProblem problem) => problem.Reason switch
    {
        _ when problem.Kind == ProblemKind.SignedOut => "error: You must be logged in to the server (" + (problem.Reason.Length > 0 ? problem.Reason : "Unauthorized") + ")",
        "Invalid" => "The " + problem.Message,
        "" when problem.Code == 0 => "error: " + problem.Message,
        "" => "Error from server: " + problem.Message,
        _ => $"Error from server ({problem.Reason}): {problem.Message}",
    };
}
