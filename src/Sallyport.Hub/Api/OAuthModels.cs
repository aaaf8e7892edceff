using System.Text.Json.Serialization;

namespace Sallyport.Hub.Api;

/// <summary>A token that was given (RFC 6749, section 5.1; RFC 8693, section 2.2.1).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn)
{
    [JsonPropertyName("token_type")]
    public string TokenType { get; init; } = "Bearer";

    /// <summary>What was given for a workload's token; left out otherwise.</summary>
    [JsonPropertyName("issued_token_type")]
    public string? IssuedTokenType { get; init; }

    /// <summary>Good once; left out for a workload.</summary>
    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    /// <summary>Seconds until the session ends, which refreshing does not move.</summary>
    [JsonPropertyName("refresh_expires_in")]
    public int? RefreshExpiresIn { get; init; }

    /// <summary>Who signed in.</summary>
    [JsonPropertyName("user")]
    public string? User { get; init; }

    /// <summary>Never prints the tokens.</summary>
    public override string ToString() => $"{nameof(TokenAnswer)} {{ {User} }}";
}

/// <summary>The codes of a device (RFC 8628, section 3.2).</summary>
internal sealed record DeviceCodes(
    [property: JsonPropertyName("device_code")] string DeviceCode,
    [property: JsonPropertyName("user_code")] string UserCode,
    [property: JsonPropertyName("verification_uri")] string VerificationUri,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("interval")] int Interval)
{
    /// <summary>Never prints the codes.</summary>
    public override string ToString() => nameof(DeviceCodes);
}

/// <summary>Why a token was not given (RFC 6749, section 5.2).</summary>
internal sealed record OAuthError(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string ErrorDescription);

/// <summary>The fields of a form that asks for a token; which of them, the grant says.</summary>
internal sealed record TokenForm(
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("client_id")] string? ClientId = null,
    [property: JsonPropertyName("code")] string? Code = null,
    [property: JsonPropertyName("redirect_uri")] string? RedirectUri = null,
    [property: JsonPropertyName("code_verifier")] string? CodeVerifier = null,
    [property: JsonPropertyName("device_code")] string? DeviceCode = null,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken = null,
    [property: JsonPropertyName("subject_token")] string? SubjectToken = null,
    [property: JsonPropertyName("subject_token_type")] string? SubjectTokenType = null)
{
    /// <summary>Never prints what was sent.</summary>
    public override string ToString() => nameof(TokenForm);
}

/// <summary>The field of a form that begins a device's sign-in.</summary>
internal sealed record DeviceForm([property: JsonPropertyName("client_id")] string ClientId);

/// <summary>The field of a form that ends a session.</summary>
internal sealed record RevokedForm([property: JsonPropertyName("token")] string Token)
{
    /// <summary>Never prints the token.</summary>
    public override string ToString() => nameof(RevokedForm);
}
