using System.Text.Json;
using Sallyport.Cli.Api;
using Sallyport.Cli.Storage;

namespace Sallyport.Cli.Sessions;

/// <summary>What kubectl shows at the gateway: a token of minutes.</summary>
/// <param name="Token">The token.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="Issued">When it was got, by this machine's clock.</param>
internal sealed record GatewayCredential(string Token, DateTimeOffset Expires, DateTimeOffset Issued)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The profile's, from its file while it lasts, else a new one from the hub.</summary>
    public static async Task<GatewayCredential> OfAsync(Profile profile, CancellationToken cancellation)
    {
        if (Cached(profile) is { } cached)
        {
            return cached;
        }

        using (await ProfileLock.TakeAsync(profile, cancellation))
        {
            return Cached(profile) ?? await FetchAsync(profile, cancellation);
        }
    }

    /// <summary>In its last fifth it will not do: the request that it is for must still find it valid.</summary>
    public bool IsFresh(DateTimeOffset now) => Issued <= now && now < Expires - ((Expires - Issued) / 5);

    private static GatewayCredential? Cached(Profile profile)
    {
        try
        {
            // Without a session there is nothing that a credential could stand on: signing out is at once.
            return profile.Exists
                && JsonSerializer.Deserialize(File.ReadAllBytes(profile.CredentialPath), ApiJson.Default.GatewayCredential) is { Token: not null } kept
                && kept.IsFresh(DateTimeOffset.UtcNow)
                ? kept
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            return null;
        }
    }

    private static async Task<GatewayCredential> FetchAsync(Profile profile, CancellationToken cancellation)
    {
        using var api = await HubSession.OpenLockedAsync(profile);
        var issued = DateTimeOffset.UtcNow;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        ApiAnswer<ShortCredential> created;
        try
        {
            created = await api.SendAsync(HttpMethod.Post, "/api/v1/credentials", ApiJson.Default.ShortCredential, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException($"the hub did not answer within {Patience.TotalSeconds} seconds.");
        }

        var credential = new GatewayCredential(created.Value.Token, created.Value.Expires, issued);
        PrivateFile.Write(profile.CredentialPath, JsonSerializer.SerializeToUtf8Bytes(credential, ApiJson.Default.GatewayCredential));
        return credential;
    }
}
