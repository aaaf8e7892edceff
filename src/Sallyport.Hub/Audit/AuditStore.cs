using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Audit;

/// <summary>Puts events into the store, each once however often it is given.</summary>
internal sealed class AuditStore(IDbContextFactory<SallyportDbContext> store)
{
    private const int Columns = 11;

    /// <summary>
    /// PostgreSQL is a round trip away. SQLite is not, and looks each parameter up by name among all of a statement's: it
    /// gets one short statement, prepared once, over and over.
    /// </summary>
    private const int RowsPerStatement = 100;

    /// <summary>Replicas add one after another: a follower must not pass a lower sequence number that is still under way.</summary>
    private const long FeedLock = 0x5A11_1904_7A0D_1701;

    public async Task AddAsync(IReadOnlyList<AuditEventRow> events, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var postgreSql = database.Database.IsNpgsql();
        await database.Database.OpenConnectionAsync(cancellationToken);
        var connection = database.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (postgreSql)
        {
            await using var alone = Command(connection, transaction);
            alone.CommandText = $"SELECT pg_advisory_xact_lock({FeedLock})";
            await alone.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var insert = Command(connection, transaction);
        foreach (var rows in events.Chunk(postgreSql ? RowsPerStatement : 1))
        {
            Shape(insert, rows.Length);
            Fill(insert, rows, postgreSql);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction transaction)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        return command;
    }

    /// <summary>Writes the statement for so many rows, unless the command has it already and so is prepared.</summary>
    private static void Shape(DbCommand insert, int rows)
    {
        if (insert.Parameters.Count == rows * Columns)
        {
            return;
        }

        insert.Parameters.Clear();
        var sql = new StringBuilder(
            """
            INSERT INTO audit_events ("EventId", "Kind", "Time", "User", "Cluster", "Source", "Verb", "Resource", "Namespace", "Allowed", "Json") VALUES
            """);
        for (var i = 0; i < rows; i++)
        {
            sql.Append(i == 0 ? " (" : ", (");
            for (var j = 0; j < Columns; j++)
            {
                var parameter = insert.CreateParameter();
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}_{j}");
                insert.Parameters.Add(parameter);
                sql.Append(j == 0 ? "" : ", ").Append(parameter.ParameterName);
            }

            sql.Append(')');
        }

        insert.CommandText = sql.Append(" ON CONFLICT DO NOTHING").ToString();
    }

    private static void Fill(DbCommand insert, AuditEventRow[] rows, bool postgreSql)
    {
        var at = 0;
        foreach (var row in rows)
        {
            object?[] values =
            [
                row.EventId, (int)row.Kind, postgreSql ? row.Time.ToUniversalTime() : row.Time.ToUnixTimeMilliseconds(),
                row.User, row.Cluster, row.Source, row.Verb, row.Resource, row.Namespace, row.Allowed, row.Json,
            ];
            foreach (var value in values)
            {
                insert.Parameters[at++].Value = value ?? DBNull.Value;
            }
        }
    }
}
