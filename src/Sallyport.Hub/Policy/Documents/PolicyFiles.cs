using System.Text.Json;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Documents that somebody wants the policy to hold.</summary>
/// <param name="Documents">The documents, as they came in.</param>
/// <param name="Owner">Whose they are, so that nothing else changes them from then on; null leaves them to everybody.</param>
/// <param name="Prune">Whether what the owner has and the documents do not is removed.</param>
/// <param name="Adopt">Whether what is there and nobody's may become the owner's.</param>
internal sealed record PolicyFiles(IReadOnlyList<JsonElement> Documents, string? Owner = null, bool Prune = false, bool Adopt = false);
