using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Listed commands run under a group of their own, from the moment the agent knows them until they are listed no more.</summary>
public sealed class ListedCommandsTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Exec = "/api/v1/namespaces/shop/pods/p/exec";

    private static readonly string[] Handshake =
    [
        "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: v5.channel.k8s.io",
    ];

    [Fact]
    public async Task Exec_OfAListedCommand_RunsUntilTheListBecomesAnother()
    {
        await ListAsync("sleep *", "ls");
        rig.Agent.Answer = UpgradedAsync;
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET {Exec}?command=sleep&command=600&stdout=true", [$"Authorization: Bearer {rig.Developer}", .. Handshake]);
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 101");
        rig.Agent.Requests.Last(request => request.Headers.GetValueOrDefault(TunnelHeaders.Method) == "GET").Headers[TunnelHeaders.Group]
            .Should().Be("sallyport:namespace-read-only:1:commands:ns:shop");

        await ListAsync("ls");

        Encoding.UTF8.GetString(await connection.RestAsync()).Should().Contain("listed commands").And.Contain("ls").And.NotContain("sleep");
    }

    /// <summary>Over SPDY a client may have opened a stream for input that it did not ask for; nobody looked while shells were open.</summary>
    [Fact]
    public async Task Exec_BegunWhileShellsWereOpen_IsCutWhenItIsOneOfTheListed()
    {
        await SetAsync(SettingLevel.Open);
        rig.Agent.Answer = UpgradedAsync;
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET {Exec}?command=sleep&command=600&stdout=true", [$"Authorization: Bearer {rig.Developer}", .. Handshake]);
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 101");

        await ListAsync("sleep *");

        Encoding.UTF8.GetString(await connection.RestAsync()).Should().Contain("listed commands alone").And.Contain("again");
    }

    [Theory]
    [InlineData("command=sh&stdout=true")]
    [InlineData("command=sleep&command=600&stdout=true&tty=true")]
    [InlineData("command=sleep&command=600&stdout=true&stdin=true")]
    [InlineData("command=sleep&command=&stdout=true")]
    public async Task Exec_OfAnythingElse_IsRefusedWithTheList(string query)
    {
        await ListAsync("sleep *", "ls");
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET {Exec}?{query}", [$"Authorization: Bearer {rig.Developer}", .. Handshake]);

        var answer = await connection.AnswerAsync();

        answer.Status.Should().Be(403);
        answer.Body.Should().Contain("listed commands").And.Contain("ls").And.Contain("sleep *");
    }

    private Task<bool> ListAsync(params string[] commands) => SetAsync(SettingLevel.Limited, commands);

    private Task<bool> SetAsync(SettingLevel level, params string[] commands) => rig.Services.GetRequiredService<PolicyStore>().ChangeAsync(
        async database =>
        {
            await database.Settings.ExecuteDeleteAsync();
            database.Settings.Add(new SettingRow
            {
                Id = Guid.NewGuid(),
                Capability = Capability.Shell,
                Level = level,
                Commands = PolicyJson.Write(commands),
                Place = PolicyJson.Write(Scope.Organization),
                SetBy = "test",
            });
            return true;
        },
        TestContext.Current.CancellationToken);

    private static async Task UpgradedAsync(HttpContext context)
    {
        context.Response.Headers[TunnelHeaders.Upgraded] = "1";
        context.Response.Headers["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        context.Response.Headers["Sec-WebSocket-Protocol"] = "v5.channel.k8s.io";
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
