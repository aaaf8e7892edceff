using Sallyport.Cli;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

return await Invocation.RunAsync(args, Console.Error, interrupted.Token);
