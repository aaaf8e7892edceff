using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Settings;

/// <summary>Settings of the whole organization for the length of a test, closed again after it.</summary>
internal sealed class OpenDoors : IAsyncDisposable
{
    private readonly Hub _hub;

    private OpenDoors(Hub hub) => _hub = hub;

    public static async Task<OpenDoors> SetAsync(Hub hub, bool secrets, bool shell)
    {
        var doors = new OpenDoors(hub);
        await doors.ApplyAsync(secrets, shell);
        return doors;
    }

    public Task CloseAsync() => ApplyAsync(secrets: false, shell: false);

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task ApplyAsync(bool secrets, bool shell)
    {
        await _hub.Api.SetAsync("secrets", secrets ? "visible" : "hidden");
        await _hub.Api.SetAsync("shell", shell ? "allowed" : "blocked");
    }
}
