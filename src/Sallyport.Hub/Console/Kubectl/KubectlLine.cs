namespace Sallyport.Hub.Console.Kubectl;

/// <summary>One line that a command prints. It holds no control character but the tab.</summary>
/// <param name="Text">The line, without its end.</param>
/// <param name="IsError">Whether kubectl would print it to its standard error.</param>
public readonly record struct KubectlLine(string Text, bool IsError);

/// <summary>Takes the lines of a command as they come; the command waits until a line is taken.</summary>
/// <param name="line">The line.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate ValueTask KubectlSink(KubectlLine line, CancellationToken cancellationToken);
