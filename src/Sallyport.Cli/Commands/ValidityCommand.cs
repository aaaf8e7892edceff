using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>How long credentials may live.</summary>
internal static class ValidityCommand
{
    private const string Endpoint = "/api/v1/validity";

    public static Command Create() => new("validity", "Show and change how long credentials may live") { Get(), Set() };

    private static Command Get()
    {
        var output = OutputOption.Create();
        return new Command("get", "Show how long credentials may live") { output }.Calls(async (parsed, api, to, cancellation) =>
            await PrintAsync(await api.SendAsync(HttpMethod.Get, Endpoint, ApiJson.Default.ValidityModel, cancellation), parsed.GetValue(output), to));
    }

    private static Command Set()
    {
        var token = new Option<string?>("--longest-token") { Description = "the longest life of a token made by hand, as 30d; 0 forbids them" };
        var session = new Option<string?>("--longest-session") { Description = "how long before people sign in again, as 12h" };
        var download = new Option<bool?>("--kubeconfig-with-token") { Description = "whether a kubeconfig with a token in it may be had: true or false" };
        var output = OutputOption.Create();
        var command = new Command("set", "Change it; credentials that live longer are shortened at once") { token, session, download, output };
        command.Validators.Add(result =>
        {
            if (result.GetResult(token) is null && result.GetResult(session) is null && result.GetResult(download) is null)
            {
                result.AddError("Nothing to change: give --longest-token, --longest-session or --kubeconfig-with-token.");
            }
        });
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var change = new ValidityModel(parsed.GetValue(token), parsed.GetValue(session), parsed.GetValue(download));
            var body = ApiClient.Json(change, ApiJson.Default.ValidityModel);
            await PrintAsync(await api.SendAsync(HttpMethod.Put, Endpoint, ApiJson.Default.ValidityModel, cancellation, body), parsed.GetValue(output), to);
        }).Taught(
            """
            sallyport validity set --longest-token 30d --longest-session 12h
            sallyport validity set --longest-token 0 --kubeconfig-with-token false
            """);
    }

    private static Task PrintAsync(ApiAnswer<ValidityModel> answer, OutputFormat format, TextWriter to) => Printer.OutcomeAsync(
        answer.Json,
        format,
        to,
        $"tokens made by hand: {(answer.Value.LongestToken == "0" ? "forbidden" : $"up to {answer.Value.LongestToken}")}\n"
            + $"sessions: up to {answer.Value.LongestSession}\n"
            + $"kubeconfigs with a token: {(answer.Value.KubeconfigDownload == true ? "allowed" : "off")}");
}
