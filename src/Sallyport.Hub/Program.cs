using Sallyport.Hub.Hosting;

return await HubCommand.RunAsync(args);
