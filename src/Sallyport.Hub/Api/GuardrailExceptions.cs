using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Exceptions of guardrails go with the user they name: whoever is given the name next must not find them.</summary>
internal static class GuardrailExceptions
{
    public static async Task TakeAwayAsync(SallyportDbContext database, string user, CancellationToken cancellationToken)
    {
        foreach (var row in await database.Guardrails.ToListAsync(cancellationToken))
        {
            try
            {
                row.Except = PolicyJson.Write(PolicyJson.Read<Subject[]>(row.Except).Where(subject => subject.Kind != SubjectKind.User || subject.Name != user));
            }
            catch (JsonException)
            {
                // Such a guardrail makes no exception at all.
            }
        }
    }
}
