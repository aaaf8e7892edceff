using System.Globalization;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Streams;

/// <summary>How a remote command ended, as its error channel tells it.</summary>
internal static class CommandStatus
{
    public static JsonObject Of(int exitCode)
    {
        JsonObject status = new() { ["metadata"] = new JsonObject(), ["status"] = exitCode == 0 ? "Success" : "Failure" };
        if (exitCode != 0)
        {
            status["message"] = $"command terminated with non-zero exit code: exit status {exitCode}";
            status["reason"] = "NonZeroExitCode";
            status["details"] = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject
                {
                    ["reason"] = "ExitCode",
                    ["message"] = exitCode.ToString(CultureInfo.InvariantCulture),
                }),
            };
        }

        return status;
    }
}
