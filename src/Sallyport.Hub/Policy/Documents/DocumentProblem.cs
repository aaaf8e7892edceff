namespace Sallyport.Hub.Policy.Documents;

/// <summary>Something wrong with one of the documents that came in.</summary>
/// <param name="Document">Which of them, from 0; null when it is about what they would make together.</param>
/// <param name="Pointer">Which member of it (RFC 6901); empty for the whole.</param>
/// <param name="Message">What is wrong, for a person.</param>
internal sealed record DocumentProblem(int? Document, string Pointer, string Message);

/// <summary>Documents that cannot be applied, with all that is wrong with them; nothing was changed.</summary>
internal sealed class DocumentProblemsException(IReadOnlyList<DocumentProblem> problems, bool conflict)
    : Exception(string.Join(' ', problems.Select(problem => problem.Message)))
{
    public IReadOnlyList<DocumentProblem> Problems => problems;

    /// <summary>Whether something stands in the way that is not wrong in itself: an owner, an object that was there before.</summary>
    public bool Conflict => conflict;
}
