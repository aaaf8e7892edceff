using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Tests.Storage;

/// <summary>
/// From every form that the store ever had, with a row in each of its tables, to the next one and on to today's: what was in it is still there, and
/// read. A migration that comes later is in it without a word; one whose columns mean something needs a value in <see cref="SampleRows"/>.
/// </summary>
public sealed class MigrationDataTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<bool, string> Forms
    {
        get
        {
            var forms = new TheoryData<bool, string>();
            using var store = TestStore.EmptySqlite();
            using var database = store.Contexts.CreateDbContext();
            foreach (var form in database.Database.GetMigrations().SkipLast(1).Select(id => id.Split('_', 2)[1]))
            {
                forms.Add(false, form);
                forms.Add(true, form);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Migration_FromAFormWithARowInEachTable_KeepsAndReadsThem(bool postgreSql, string form)
    {
        using var store = postgreSql ? await server.EmptyStoreAsync() : TestStore.EmptySqlite();
        Dictionary<string, string> before;
        await using (var earlier = store.Contexts.CreateDbContext())
        {
            await earlier.Database.GetService<IMigrator>().MigrateAsync(form, Cancel);
            var tables = SampleRows.Tables(ModelOf(earlier, form));
            foreach (var table in tables)
            {
                await SampleRows.AddAsync(earlier, table, Cancel);
            }

            before = await ValuesAsync(earlier, tables);
        }

        await new StoreMigration(store.Options, store.Contexts).ApplyAsync(Cancel);

        await using var now = store.Contexts.CreateDbContext();
        var after = await ValuesAsync(now, SampleRows.Tables(now.GetService<IDesignTimeModel>().Model));
        before.Where(value => after.ContainsKey(value.Key)).Should().OnlyContain(value => after[value.Key] == value.Value);
        before.Keys.Select(TableOf).Distinct().Should().BeSubsetOf(after.Keys.Select(TableOf));
        await ReadAllAsync(now);
        var policy = await new PolicyReader(store.Contexts).ReadAsync(Cancel);
        policy.Problems.Should().BeEmpty();
        policy.Document.Should().Match<Access.Policy.PolicyDocument>(document =>
            document.Users.Length == 1 && document.Projects.Length == 1 && document.Roles.Length == 1 && document.Assignments.Length == 1
            && document.Settings.Length == 1 && document.Guardrails.Length == 1);
    }

    private static string TableOf(string column) => column.Split('.')[0];

    private static IModel ModelOf(DbContext database, string form)
    {
        var migrations = database.GetService<IMigrationsAssembly>();
        var type = migrations.Migrations.Single(pair => pair.Key.EndsWith("_" + form, StringComparison.Ordinal)).Value;
        var model = migrations.CreateMigration(type, database.Database.ProviderName!).TargetModel;
        return database.GetService<IModelRuntimeInitializer>().Initialize(model, designTime: true);
    }

    /// <summary>What is in the one row of each table, column by column, as text.</summary>
    private static async Task<Dictionary<string, string>> ValuesAsync(DbContext database, IReadOnlyList<IEntityType> tables)
    {
        await database.Database.OpenConnectionAsync(Cancel);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table.GetTableName()}\"";
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel))
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    values.Add($"{table.GetTableName()}.{reader.GetName(i)}", Text(reader, i));
                }
            }
        }

        return values;
    }

    private static string Text(DbDataReader reader, int i) => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}";

    private static async Task ReadAllAsync(SallyportDbContext database)
    {
        foreach (var type in database.Model.GetEntityTypes().Where(entity => entity.FindOwnership() is null).Select(entity => entity.ClrType))
        {
            await (Task)typeof(MigrationDataTests).GetMethod(nameof(ReadAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(type).Invoke(null, [database])!;
        }
    }

    private static Task<List<T>> ReadAsync<T>(SallyportDbContext database)
        where T : class => database.Set<T>().AsNoTracking().ToListAsync(Cancel);
}
