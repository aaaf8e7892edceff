namespace Sallyport.Hub.Identity.Pages;

/// <summary>Who may open a page. Every page carries one; a test reads it from the route table.</summary>
internal enum PageAccess
{
    /// <summary>Anyone: pages that sign people in.</summary>
    Anyone,

    /// <summary>Whoever has a session in force; others are sent to sign in first.</summary>
    SignedIn,
}
