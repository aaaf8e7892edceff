using System.Text.Json.Serialization;

namespace Sallyport.Cli.SigningIn;

/// <summary>A pair of tokens (RFC 6749, section 5.1), with whose it is and when the session ends.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("refresh_expires_in")] int? RefreshExpiresIn,
    string User);

/// <summary>RFC 6749, section 5.2.</summary>
internal sealed record OAuthError(string? Error, [property: JsonPropertyName("error_description")] string? Description);

/// <summary>RFC 8628, section 3.2.</summary>
internal sealed record DeviceAnswer(
    [property: JsonPropertyName("device_code")] string DeviceCode,
    [property: JsonPropertyName("user_code")] string UserCode,
    [property: JsonPropertyName("verification_uri")] string VerificationUri,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    int? Interval);
