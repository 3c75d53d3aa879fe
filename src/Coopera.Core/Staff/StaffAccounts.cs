using Coopera.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class StaffAccounts(
    CooperaDb database, IDataProtectionProvider protection, IServiceProvider services, TimeProvider clock)
{
    /// <summary>The account is read inside the transaction; an exception leaves everything as it was.</summary>
    public Task<T> WriteAsync<T>(string userId, Func<StaffAccountChange, Task<T>> change)
    {
        // A key that the ring lacks is written now, by a connection of its own: inside the transaction it would wait for that to end.
        protection.CreateProtector("Coopera.Warm").Protect([]);
        return database.WriteAsync(async db =>
        {
            // Identity's manager on the transaction's context.
            var store = ActivatorUtilities.CreateInstance<StaffStore>(services, db);
            var users = ActivatorUtilities.CreateInstance<UserManager<StaffUser>>(services, (IUserStore<StaffUser>)store);
            return await change(
                new StaffAccountChange(db, users, store, await db.Users.SingleAsync(u => u.Id == userId), clock.GetUtcNow()));
        });
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(string userId, Func<StaffAccountChange, Task> change) => WriteAsync(userId, async account =>
    {
        await change(account);
        return true;
    });
}
