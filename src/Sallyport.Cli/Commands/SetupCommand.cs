using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>Makes the first Organization Admin with the one-time token that <c>sallyport-hub serve</c> prints.</summary>
internal static class SetupCommand
{
    public static Command Create()
    {
        var server = ConsoleArgument.Create();
        var token = new Option<string>("--setup-token") { Description = "the one-time token that the hub printed at its first start", Required = true };
        var name = new Option<string>("--name") { Description = "your user name", Required = true };
        var ca = CertificateAuthority.Option();
        var command = new Command("setup", "Make the first Organization Admin of a new hub, and sign in as that user") { server, token, name, ca };
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetRequiredValue(server);
            var authority = CertificateAuthority.Read(parsed.GetValue(ca));
            using var api = new ApiClient(address, authority);
            var created = await api.SendAsync(
                HttpMethod.Post,
                "/api/v1/setup",
                ApiJson.Default.CreatedToken,
                cancellation,
                ApiClient.Json(new SetupRequest(parsed.GetRequiredValue(token), parsed.GetRequiredValue(name)), ApiJson.Default.SetupRequest));
            var user = parsed.GetRequiredValue(name);
            await LoginCommand.KeepAsync(parsed, new Session(address, user, created.Value.Token, authority), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{user} is an Organization Admin. Next: sallyport clusters add NAME");
            return ExitCodes.Done;
        });
        return command;
    }
}
