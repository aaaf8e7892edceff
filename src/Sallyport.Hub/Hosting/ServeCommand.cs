using System.CommandLine;
using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Hosting;

/// <summary><c>sallyport-hub serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var file = new Option<FileInfo?>("--config") { Description = "A YAML file with the settings below, each under its name.", HelpName = "FILE" };
        var settings = ServeSettings.All.Select(setting => (Setting: setting, Option: new Option<string?>("--" + setting.Name)
        {
            Description = $"{setting.Description} [{setting.EnvironmentName}]",
            HelpName = setting.Shown,
        })).ToArray();

        var command = new Command(
            "serve",
            """
            Runs the hub for real use. Every setting can stand in the file, in the environment (the name in brackets) and on
            the command line; the later ones win. A key that the hub does not know is an error, wherever it stands.
            """)
        {
            file,
        };
        foreach (var (_, option) in settings)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var flags = settings
                .Where(pair => parsed.GetValue(pair.Option) is not null)
                .ToDictionary(pair => pair.Setting.Name, pair => parsed.GetValue(pair.Option)!, StringComparer.Ordinal);
            var options = ServeSettings.Read(parsed.GetValue(file)?.FullName, Environment.GetEnvironmentVariables(), flags);
            return await RunAsync(options, System.Console.Out, cancellationToken);
        });
        return command;
    }

    public static async Task<int> RunAsync(HubOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        HubApplication.CheckPorts(options);
        DataFolder.Create(options.DataFolder);
        await using var app = HubApplication.Build(options);
        await HubApplication.PrepareAsync(app, cancellationToken);
        await HubApplication.StartAsync(app, cancellationToken);
        var (gateway, console) = HubApplication.Ports(app);
        var ca = Path.Combine(options.DataFolder, "ca.crt");
        await DataFolder.WriteAsync(ca, app.Services.GetRequiredService<Fleet.CertificateAuthorities>().Server.CertificatePem, cancellationToken);
        if (await app.Services.GetRequiredService<SetupToken>().IssueAsync(cancellationToken) is { } token)
        {
            await output.WriteLineAsync(
                $"""

                Nobody administers this hub yet. Within the hour, once, in a browser:
                  https://{options.GatewayNames[0]}:{console}/setup?token={token}
                or at the command line:
                  sallyport setup https://{options.GatewayNames[0]}:{console} --setup-token {token} --name YOUR-NAME --ca {ca}

                """);
        }

        await output.WriteLineAsync($"Sallyport listens: gateway on port {gateway}, console on port {console}");
        await output.WriteLineAsync("Sallyport is ready");
        await output.FlushAsync(cancellationToken);
        var asked = await HubApplication.UntilStoppedAsync(app, cancellationToken);
        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await app.StopAsync(brief.Token);
        return asked ? 0 : 1;
    }
}
