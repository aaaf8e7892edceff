using Sallyport.Agent.Hosting;

return await AgentCommandLine.Create().Parse(args).InvokeAsync(
    new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
