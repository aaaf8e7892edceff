namespace Sallyport.Hub.Api;

/// <summary>Who may call an endpoint. Every endpoint carries one; a test reads it from the route table.</summary>
internal enum ApiAccess
{
    /// <summary>Organization Admins: every change.</summary>
    OrganizationAdmin,

    /// <summary>
    /// Whoever may change something of the policy: besides Organization Admins, the admins of a project and whom something was delegated
    /// to. Whether they may make this very change is asked with it (<see cref="ApiCall.DemandAsync"/>).
    /// </summary>
    Steward,

    /// <summary>Whoever may see all of the organization: its admins and its read-only role.</summary>
    OrganizationReader,

    /// <summary>Whoever is signed in, about themselves.</summary>
    SignedIn,

    /// <summary>Anyone: the first setup and signing in, which what they hold guards.</summary>
    Anyone,
}
