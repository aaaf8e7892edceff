using Microsoft.EntityFrameworkCore;
using Npgsql;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy;

/// <summary>
/// PostgreSQL's own word that the policy or the credentials changed, so that every replica looks at once. It says nothing but that: what
/// changed is read from the store, and a word that is lost costs no more than the wait for the next look of <see cref="PolicyWatch"/>.
/// </summary>
internal sealed class PolicyNotices(StorageOptions options, PolicySource source, TimeProvider time, ILogger<PolicyNotices> log) : BackgroundService
{
    /// <summary>What the listening connection is called in <c>pg_stat_activity</c>.</summary>
    public const string ApplicationName = "sallyport listener";

    private const string Listen = "LISTEN sallyport_policy";
    private const string Notify = "SELECT pg_notify('sallyport_policy', '')";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Tells the other replicas, as soon as the transaction under way is committed, and only then.</summary>
    public static async Task SendAsync(SallyportDbContext database, CancellationToken cancellationToken)
    {
        if (database is PostgreSqlSallyportDbContext)
        {
            await database.Database.ExecuteSqlRawAsync(Notify, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.PostgreSql is not { } connectionString)
        {
            return;
        }

        var listening = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = ApplicationName, Pooling = false, KeepAlive = 10 };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(listening.ConnectionString, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.CannotListen(fault.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand(Listen, connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            // First, for what was said while nobody listened.
            await source.ConfirmAsync(cancellationToken);
            await connection.WaitAsync(cancellationToken);
        }
    }
}
