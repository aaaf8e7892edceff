using Microsoft.AspNetCore.Identity;

namespace Sallyport.Hub.Storage;

/// <summary>What somebody signs in with who has no identity provider: password, second factor, lockout. Its id is the user's name.</summary>
internal sealed class LocalAccountRow : IdentityUser<string>;
