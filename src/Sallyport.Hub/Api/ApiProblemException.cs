namespace Sallyport.Hub.Api;

/// <summary>A request that cannot be done; the sentences are for the person who asked.</summary>
internal sealed class ApiProblemException(int status, IReadOnlyList<string> sentences) : Exception(string.Join(' ', sentences))
{
    public ApiProblemException(int status, string sentence)
        : this(status, [sentence])
    {
    }

    public int Status => status;

    public IReadOnlyList<string> Sentences => sentences;

    public static ApiProblemException NotFound(string what) => new(StatusCodes.Status404NotFound, $"There is no {what}.");

    public static ApiProblemException Conflict(string sentence) => new(StatusCodes.Status409Conflict, sentence);
}
