using Sallyport.Cli;
using Sallyport.Cli.Api;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

try
{
    var invocation = SallyportCommand.Create().Parse(args);
    return await invocation.InvokeAsync(
        new() { EnableDefaultExceptionHandler = false },
        interrupted.Token);
}
catch (ApiException refused)
{
    await Console.Error.WriteLineAsync($"error: {refused.Message}");
    return ExitCodes.Failed;
}
catch (CommandException failed)
{
    await Console.Error.WriteLineAsync($"error: {failed.Message}");
    return ExitCodes.Failed;
}
catch (OperationCanceledException)
{
    // Ctrl-C here, or the signal that the command line took itself: nothing else cancels a command.
    return ExitCodes.Interrupted;
}
