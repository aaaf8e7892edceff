using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity.Accounts;

/// <summary>ASP.NET Core Identity's own store, over the hub's database. Claims and logins of Identity are not kept.</summary>
internal sealed class LocalAccountStore(SallyportDbContext database, IdentityErrorDescriber describer)
    : UserOnlyStore<LocalAccountRow, SallyportDbContext, string, IdentityUserClaim<string>, IdentityUserLogin<string>,
        IdentityUserToken<string>, IdentityUserPasskey<string>>(database, describer);
