namespace Sallyport.Hub.Api.Description;

/// <summary>Who may call an endpoint, as the document says it.</summary>
internal static class AccessWords
{
    public static string Of(ApiAccess access) => access switch
    {
        ApiAccess.OrganizationAdmin => "For Organization Admins.",
        ApiAccess.OrganizationReader => "For Organization Admins and Organization Read Only.",
        ApiAccess.SignedIn => "For whoever is signed in.",
        ApiAccess.Steward => "For Organization Admins, the admins of a project in it, and whom it was delegated to.",
        ApiAccess.Anyone => "For anyone; what they hold guards it.",
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, "Say in AccessWords who may call it."),
    };
}
