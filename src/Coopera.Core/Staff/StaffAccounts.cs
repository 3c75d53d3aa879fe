using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class StaffAccounts(CooperaDb database, IServiceProvider services, TimeProvider clock)
{
    /// <summary>The account is read inside the transaction; an exception leaves everything as it was.</summary>
    public Task<T> WriteAsync<T>(string userId, Func<StaffAccountChange, Task<T>> change) => database.WriteAsync(async db =>
    {
        var users = ManagerOn(db);
        return await change(new StaffAccountChange(db, users, await db.Users.SingleAsync(u => u.Id == userId), clock.GetUtcNow()));
    });

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(string userId, Func<StaffAccountChange, Task> change) => WriteAsync(userId, async account =>
    {
        await change(account);
        return true;
    });

    private UserManager<StaffUser> ManagerOn(CooperaDb db)
    {
        var store = ActivatorUtilities.CreateInstance<UserStore<StaffUser, IdentityRole, CooperaDb, string, IdentityUserClaim<string>,
            IdentityUserRole<string>,
            IdentityUserLogin<string>, IdentityUserToken<string>, IdentityRoleClaim<string>, IdentityUserPasskey<string>>>(services, db);
        return ActivatorUtilities.CreateInstance<UserManager<StaffUser>>(services, (IUserStore<StaffUser>)store);
    }
}
