namespace Sallyport.Demo.Shell;

/// <summary>A program's complaint, which goes to its standard error and makes it end with 1.</summary>
internal sealed class ShellException(string message) : Exception(message);
