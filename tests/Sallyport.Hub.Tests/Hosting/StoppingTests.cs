using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sallyport.Hub.Hosting;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Hosting;

/// <summary>A hub that lost a part of itself ends, so that whoever watches over it starts it anew.</summary>
public sealed class StoppingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hub_AskedToStopOrStoppingByItself_EndsAndTellsWhich(bool asks)
    {
        using var folder = new TemporaryFolder();
        await using (var app = HubApplication.Build(new HubOptions
        {
            DataFolder = folder.Path,
            GatewayPort = 0,
            ConsolePort = 0,
            LogLevel = LogLevel.None,
        }))
        {
            await HubApplication.PrepareAsync(app, TestContext.Current.CancellationToken);
            await HubApplication.StartAsync(app, TestContext.Current.CancellationToken);
            using var asked = new CancellationTokenSource();
            var waiting = HubApplication.UntilStoppedAsync(app, asked.Token);
            waiting.IsCompleted.Should().BeFalse();

            if (asks)
            {
                await asked.CancelAsync();
            }
            else
            {
                // As the host does when a background service fails.
                app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            }

            (await waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Should().Be(asks);
            await app.StopAsync(TestContext.Current.CancellationToken);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
