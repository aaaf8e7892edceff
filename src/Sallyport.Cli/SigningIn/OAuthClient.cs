using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.SigningIn;

/// <summary>The hub's OAuth endpoints, for a client that has no secret.</summary>
internal sealed class OAuthClient(Uri server, string? certificateAuthority) : IDisposable
{
    public const string Id = "sallyport-cli";
    private readonly ApiClient _api = new(server, certificateAuthority);

    /// <exception cref="OAuthRefusedException">The hub refused.</exception>
    public Task<TokenAnswer> TokenAsync(CancellationToken cancellation, params (string Key, string Value)[] form) =>
        PostAsync("/api/v1/oauth/token", OAuthJson.Default.TokenAnswer, form, cancellation);

    public Task<DeviceAnswer> DeviceAsync(CancellationToken cancellation) =>
        PostAsync("/api/v1/oauth/device", OAuthJson.Default.DeviceAnswer, [], cancellation);

    /// <summary>Ends a session at the hub (RFC 7009).</summary>
    public async Task RevokeAsync(string refreshToken, CancellationToken cancellation)
    {
        using var form = Form([("token", refreshToken)]);
        await _api.SendAsync(HttpMethod.Post, "/api/v1/oauth/revoke", cancellation, form);
    }

    public void Dispose() => _api.Dispose();

    private static FormUrlEncodedContent Form(IEnumerable<(string Key, string Value)> form) =>
        new(form.Append((Key: "client_id", Value: Id)).Select(field => KeyValuePair.Create(field.Key, field.Value)));

    private async Task<T> PostAsync<T>(string path, JsonTypeInfo<T> answer, (string Key, string Value)[] fields, CancellationToken cancellation)
    {
        using var form = Form(fields);
        try
        {
            return (await _api.SendAsync(HttpMethod.Post, path, answer, cancellation, form)).Value;
        }
        catch (ApiException refused) when (ErrorIn(refused.Body) is { Error: { } error } said)
        {
            throw new OAuthRefusedException(error, Printer.Inert(said.Description ?? error));
        }
    }

    private static OAuthError? ErrorIn(string? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize(body, OAuthJson.Default.OAuthError);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
