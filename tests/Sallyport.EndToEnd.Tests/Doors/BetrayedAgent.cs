using Sallyport.Access.Enforcement;
using Sallyport.EndToEnd.Tests.Running;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>The real agent's program, with its own accounts in a real cluster, in the service of a hub that lies.</summary>
internal sealed class BetrayedAgent : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sallyport-e2e-").FullName;
    private readonly RunningProcess _process;

    private BetrayedAgent(LyingHub hub, InstalledAccounts accounts, string ceiling)
    {
        Hub = hub;
        var authority = Path.Combine(_folder, "hub-ca.crt");
        File.WriteAllText(authority, hub.Authority.ExportCertificatePem());
        _process = RunningProcess.Start("dotnet", [
            Repository.Program("Sallyport.Agent", "sallyport-agent"), "run",
            "--hub", hub.Address.GetLeftPart(UriPartial.Authority), "--ca-file", authority, "--join-token", LyingHub.JoinToken,
            "--kubeconfig", accounts.ForwarderKubeconfig, "--reconciler-kubeconfig", accounts.ReconcilerKubeconfig,
            "--data", Path.Combine(_folder, "data"), "--ceiling", ceiling]);
    }

    public LyingHub Hub { get; }

    /// <summary>Starts it and waits until it has come to the hub.</summary>
    /// <param name="accounts">Its accounts.</param>
    /// <param name="ceiling">What the program believes to be the ceiling, whatever the accounts hold.</param>
    public static async Task<BetrayedAgent> StartAsync(InstalledAccounts accounts, string ceiling)
    {
        var agent = new BetrayedAgent(await LyingHub.StartAsync(), accounts, ceiling);
        try
        {
            await agent.Hub.MeetAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The agent should have come: {agent._process.Describe()}");
        }

        return agent;
    }

    /// <summary>Tells the agent what to keep in the cluster.</summary>
    public async Task<WantedAck> TellAsync(WantedSet wanted)
    {
        try
        {
            return await Hub.TellAsync(wanted);
        }
        catch (HttpRequestException gone)
        {
            Assert.Fail($"{gone.Message} {_process.Describe()}");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await Hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
