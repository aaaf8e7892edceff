namespace Sallyport.Hub.Console.Kubectl;

/// <summary>A command ends with these words.</summary>
/// <param name="message">What is printed, whole, line by line.</param>
/// <param name="exitCode">What kubectl would exit with.</param>
internal sealed class KubectlFault(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>A fault of the line itself, after which kubectl names its help.</summary>
    public static KubectlFault Usage(string command, string message) =>
        new($"error: {message}\nSee '{(command.Length == 0 ? "help" : $"kubectl {command} --help")}' for usage.");
}
