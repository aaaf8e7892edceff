namespace Sallyport.Hub.Api;

/// <summary>What OAuth 2.0's endpoints read and refuse with: forms, and errors by the codes of RFC 6749, section 5.2.</summary>
internal sealed class OAuthForm
{
    private const int LargestForm = 64 * 1024;
    private readonly IFormCollection _fields;

    private OAuthForm(IFormCollection fields) => _fields = fields;

    /// <summary>A field; empty when it is not there, or there twice.</summary>
    public string this[string name] => _fields[name] is [{ } value] ? value : "";

    /// <exception cref="ApiProblemException">There is no form, or it is too large.</exception>
    public static async Task<OAuthForm> ReadAsync(ApiCall call)
    {
        var request = call.Http.Request;
        if (!request.HasFormContentType || !request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiProblemException(StatusCodes.Status415UnsupportedMediaType, "The body must be a form, application/x-www-form-urlencoded.");
        }

        if (request.ContentLength is null or > LargestForm)
        {
            throw new ApiProblemException(StatusCodes.Status413PayloadTooLarge, $"The form needs a length, of at most {LargestForm / 1024} KiB.");
        }

        try
        {
            return new OAuthForm(await request.ReadFormAsync(call.Cancelled));
        }
        catch (InvalidDataException)
        {
            throw new ApiProblemException(StatusCodes.Status400BadRequest, "The form is malformed.");
        }
    }

    public static async Task<object?> RefuseAsync(ApiCall call, string error, string description)
    {
        call.Http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await call.Http.Response.WriteAsJsonAsync(
            new OAuthError(error, description), ApiJson.Options, call.Cancelled);
        return new Streamed();
    }
}
