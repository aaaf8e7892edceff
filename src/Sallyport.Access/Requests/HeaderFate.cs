namespace Sallyport.Access.Requests;

/// <summary>What becomes of one header line on its way through.</summary>
public enum HeaderFate
{
    /// <summary>It stays behind: it is nobody's business further on, or it is read and written anew here.</summary>
    Drop,

    /// <summary>It passes as it is.</summary>
    Forward,

    /// <summary>The whole message is refused because of it.</summary>
    Refuse,
}
