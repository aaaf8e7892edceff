using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Guardrails in files.</summary>
internal sealed class GuardrailKind : DocumentKind
{
    public override string Name => "Guardrail";

    public override async Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken) =>
        [.. (await database.Guardrails.ToListAsync(cancellationToken)).Select(row => new StoredObject(this, row.Name, row, Try(() => Show(row))))];

    public override object Read(string name, JsonElement spec)
    {
        var read = Read<Spec>(spec);
        return new GuardrailModel(name, read.Rules, read.Place, read.Except);
    }

    public override void Check(Validity validity, string name, object spec, PolicyDocument policy) => ((GuardrailModel)spec).Check(validity, policy);

    public override JsonObject Show(string name, object spec) => Show(((GuardrailModel)spec).ToRow());

    public override Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author)
    {
        var wanted = ((GuardrailModel)spec).ToRow();
        if (there?.Row is GuardrailRow row)
        {
            (row.Place, row.Rules, row.Except) = (wanted.Place, wanted.Rules, wanted.Except);
            return Task.FromResult<IOwned>(row);
        }

        database.Guardrails.Add(wanted);
        return Task.FromResult<IOwned>(wanted);
    }

    private static JsonObject Show(GuardrailRow row) => DocumentJson.Object(
        ("rules", DocumentJson.Rules(row.Rules)),
        ("place", DocumentJson.Scope(row.Place)),
        ("except", DocumentJson.Array(PolicyJson.Read<Subject[]>(row.Except).Select(DocumentJson.Subject))));

    private sealed record Spec(IReadOnlyList<RuleModel> Rules, Scope? Place = null, IReadOnlyList<Subject>? Except = null);
}
