using System.Diagnostics.CodeAnalysis;

namespace Sallyport.Access.Requests;

/// <summary>Either a request that was understood, or the sentence that says why it was not.</summary>
public readonly struct ParsedRequest
{
    private ParsedRequest(KubernetesRequest? request, string? refusal)
    {
        Request = request;
        Refusal = refusal;
    }

    /// <summary>The request, when it was understood.</summary>
    public KubernetesRequest? Request { get; }

    /// <summary>Why it was not understood: one sentence, without any client bytes in it.</summary>
    public string? Refusal { get; }

    /// <summary>Whether it was understood.</summary>
    [MemberNotNullWhen(true, nameof(Request))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Understood => Request is not null;

    internal static ParsedRequest Of(KubernetesRequest request) => new(request, null);

    internal static ParsedRequest Refused(string refusal) => new(null, refusal);
}
