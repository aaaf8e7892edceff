using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>One kind of object that files can keep: how it is read, checked, written and shown.</summary>
internal abstract class DocumentKind
{
    /// <summary>All there are, in the order in which they are exported: what is spoken of comes before what speaks of it.</summary>
    public static IReadOnlyList<DocumentKind> All { get; } =
        [new ProjectKind(), new RoleKind(), new GroupKind(), new RoleAssignmentKind(), new DelegationKind(), new AccessSettingKind(), new GuardrailKind()];

    public static DocumentKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>As <c>kind</c> says it.</summary>
    public abstract string Name { get; }

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public virtual string? NameProblem(string name) =>
        DnsLabel.IsValid(name) ? null : "metadata.name has up to 63 lower-case letters, digits and '-', and begins and ends with a letter or a digit.";

    public abstract Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken);

    /// <exception cref="JsonException">It has not the shape.</exception>
    public abstract object Read(string name, JsonElement spec);

    /// <summary>Holds it against the policy that it would be a part of.</summary>
    public abstract void Check(Validity validity, string name, object spec, PolicyDocument policy);

    /// <summary>How the store would show it.</summary>
    public abstract JsonObject Show(string name, object spec);

    /// <summary>See <see cref="StoredObject.Content"/>.</summary>
    public virtual string? ContentOf(object spec) => null;

    /// <returns>The row, new or that of <paramref name="there"/>.</returns>
    public abstract Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author);

    /// <summary>Until when what a document wants would hold; null is always.</summary>
    public virtual DateTimeOffset? EndOf(object spec) => null;

    /// <returns>What was removed besides, since it is nothing without it.</returns>
    public virtual Task<IReadOnlyList<ObjectChange>> RemoveAsync(SallyportDbContext database, StoredObject there, Author author)
    {
        database.Remove(there.Row!);
        return Task.FromResult<IReadOnlyList<ObjectChange>>([]);
    }

    /// <summary>Asked after everything else was written: does something still need what was removed?</summary>
    public virtual Task DemandUnusedAsync(SallyportDbContext database, string name, CancellationToken cancellationToken) => Task.CompletedTask;

    protected static T Read<T>(JsonElement spec) =>
        spec.Deserialize<T>(ApiJson.Options) ?? throw new JsonException("null is not allowed here.");

    /// <summary>What a row says; null where it cannot be read, which must not keep anybody from replacing it.</summary>
    protected static JsonObject? Try(Func<JsonObject> show)
    {
        try
        {
            return show();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The name of something that was made by hand: what it is and the beginning of its id.</summary>
    protected static string NameOf(Guid id, params string[] words)
    {
        var said = string.Concat(string.Join('-', words).Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'));
        return $"{said[..Math.Min(said.Length, 50)].Trim('-')}-{id.ToString("N")[..12]}";
    }
}

/// <summary>Who applies, and when.</summary>
internal sealed record Author(string User, DateTimeOffset Now, CancellationToken Cancelled);
