using System.Globalization;
using Coopera.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Account;

/// <summary>
/// Checks the codes of the app in place of Identity's own provider: after the site's clock, and each code once, so that one read over
/// somebody's shoulder is worth nothing.
/// </summary>
public sealed class AuthenticatorCodes(CooperaDb database, TimeProvider clock) : IUserTwoFactorTokenProvider<StaffUser>
{
    public Task<string> GenerateAsync(string purpose, UserManager<StaffUser> manager, StaffUser user) => Task.FromResult(""); // the app does

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffUser> manager, StaffUser user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffUser> manager, StaffUser user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 } key
        && TotpCodes.Match(key, token, clock.GetUtcNow()) is { } step
        && await TakeAsync(user.Id, step);

    /// <summary>False when this code or a later one was used before; of two at once, one gets it.</summary>
    private async Task<bool> TakeAsync(string userId, long step)
    {
        var value = step.ToString(CultureInfo.InvariantCulture);
        try
        {
            return await database.WriteAsync(async db =>
            {
                var row = db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == SecondFactorTokens.Provider && t.Name == SecondFactorTokens.LastCode);
                if (await row.Select(t => t.Value).SingleOrDefaultAsync() is { } last)
                {
                    return long.Parse(last, CultureInfo.InvariantCulture) < step
                        && await row.Where(t => t.Value == last).ExecuteUpdateAsync(t => t.SetProperty(x => x.Value, value)) == 1;
                }

                db.UserTokens.Add(new() { UserId = userId, LoginProvider = SecondFactorTokens.Provider, Name = SecondFactorTokens.LastCode, Value = value });
                await db.SaveChangesAsync();
                return true;
            });
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return false;
        }
    }
}
