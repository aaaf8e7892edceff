using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Tests.Storage;

/// <summary>A row for every table of any form of the store, made from that form's own model: each column has a value that its type and its meaning allow.</summary>
internal static class SampleRows
{
    /// <summary>Columns whose text means something.</summary>
    private const string Passkey = """{"AttestationObject":"","ClientDataJson":"","CreatedAt":TIME,"IsBackedUp":false,"IsBackupEligible":false,"IsUserVerified":true,"Name":"key","PublicKey":"","SignCount":1,"Transports":[]}""";

    private static readonly Dictionary<string, object> Meanings = new(StringComparer.Ordinal)
    {
        ["organization.Id"] = 1,
        ["users.Kind"] = "Person",
        ["credentials.Use"] = "Token",
        ["clusters.Labels"] = """{"env":"prod"}""",
        ["clusters.Facts"] = "",
        ["projects.Scopes"] = """[{"kind":"cluster","clusters":["north"]}]""",
        ["roles.Name"] = "reader",
        ["roles.Rules"] = """[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]""",
        ["roles.ClusterRules"] = "[]",
        ["roles.AdministersOrganization"] = false,
        ["assignments.Role"] = "reader",
        ["assignments.SubjectKind"] = "User",
        ["assignments.Scope"] = PolicyJson.Write(Scope.Organization),
        ["settings.SubjectKind"] = "Everyone",
        ["settings.SubjectName"] = "",
        ["settings.Capability"] = "Shell",
        ["settings.Level"] = "Limited",
        ["settings.Commands"] = """["ls"]""",
        ["settings.Place"] = PolicyJson.Write(Scope.Organization),
        ["guardrails.Place"] = PolicyJson.Write(Scope.Organization),
        ["guardrails.Rules"] = """[{"apiGroups":[""],"resources":["nodes"],"verbs":["delete"]}]""",
        ["guardrails.Except"] = "[]",
        ["workload_rules.Claims"] = """{"sub":"a"}""",
        ["audit_events.Json"] = """{"event":"end"}""",
    };

    /// <summary>The tables of a form, each after those that it refers to.</summary>
    public static IReadOnlyList<IEntityType> Tables(IModel model)
    {
        var left = model.GetEntityTypes().Where(entity => entity.FindOwnership() is null).ToList();
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.Where(entity => entity.GetForeignKeys().All(key => key.PrincipalEntityType == entity || ordered.Contains(key.PrincipalEntityType))).ToList();
            ordered.AddRange(next);
            left.RemoveAll(next.Contains);
        }

        return ordered;
    }

    public static IReadOnlyList<string> Columns(IEntityType table) =>
    [
        .. table.GetProperties().Select(property => property.GetColumnName()),
        .. table.GetNavigations().Where(navigation => navigation.TargetEntityType.IsMappedToJson()).Select(navigation => navigation.TargetEntityType.GetContainerColumnName()!),
    ];

    public static async Task AddAsync(DbContext database, IEntityType table, CancellationToken cancellationToken)
    {
        // The one column of JSON that EF reads by itself; a time in it is kept as times are.
        var passkey = Passkey.Replace("TIME", database.Database.IsNpgsql() ? "\"2030-01-01T00:00:00+00:00\"" : "0", StringComparison.Ordinal);
        var json = table.GetNavigations().Where(navigation => navigation.TargetEntityType.IsMappedToJson())
            .Select(navigation => navigation.TargetEntityType.GetContainerColumnName()!).ToHashSet(StringComparer.Ordinal);
        var columns = Columns(table);
        var values = columns.Select(column => json.Contains(column) ? passkey : Value(table.GetProperties().Single(property => property.GetColumnName() == column))).ToArray();
        var places = columns.Select((column, i) => json.Contains(column) && database.Database.IsNpgsql() ? $"{{{i}}}::jsonb" : $"{{{i}}}");
#pragma warning disable EF1002 // Names from the model.
        await database.Database.ExecuteSqlRawAsync(
            $"INSERT INTO \"{table.GetTableName()}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", places)})", values!, cancellationToken);
#pragma warning restore EF1002
    }

    private static object? Value(IProperty property)
    {
        if (property.GetContainingForeignKeys().FirstOrDefault() is { } key)
        {
            var principal = key.PrincipalKey.Properties[key.Properties.ToList().IndexOf(property)];
            return key.PrincipalEntityType == property.DeclaringType ? null : Value(principal);
        }

        var name = $"{property.DeclaringType.GetTableName()}.{property.GetColumnName()}";
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return Meanings.TryGetValue(name, out var meaning) ? meaning
            : type == typeof(string) ? $"{property.GetColumnName().ToLowerInvariant()}"
            : type == typeof(byte[]) ? new byte[] { 7, 7 }
            : type == typeof(bool) ? true
            : type == typeof(Guid) ? Guid.Parse("00000000-0000-0000-0000-0000000000ab")
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)
            : Convert.ChangeType(5, type, CultureInfo.InvariantCulture);
    }
}
