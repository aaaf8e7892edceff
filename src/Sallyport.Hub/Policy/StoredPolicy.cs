using Sallyport.Access.Policy;

namespace Sallyport.Hub.Policy;

/// <summary>A policy as it was read from the store.</summary>
/// <param name="Versions">The counters it was read at.</param>
/// <param name="Document">The policy.</param>
/// <param name="Problems">Rows that could not be read and what was put in their place, a sentence each.</param>
internal sealed record StoredPolicy(StoreVersions Versions, PolicyDocument Document, IReadOnlyList<string> Problems);

/// <summary>The counters by which a replica notices a change.</summary>
/// <param name="Epoch">The store's identity.</param>
/// <param name="Policy">Counts policy changes.</param>
/// <param name="Credentials">Counts revocations.</param>
internal sealed record StoreVersions(Guid Epoch, long Policy, long Credentials);
