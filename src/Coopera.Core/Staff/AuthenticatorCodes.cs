using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Staff;

/// <summary>
/// Checks the codes of the app in place of Identity's own provider: after the site's clock, and each code once, so that one read over
/// somebody's shoulder is worth nothing.
/// </summary>
public sealed class AuthenticatorCodes(UsedProofs used, TimeProvider clock) : IUserTwoFactorTokenProvider<StaffUser>
{
    // the app does
    public Task<string> GenerateAsync(string purpose, UserManager<StaffUser> manager, StaffUser user) => Task.FromResult("");

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffUser> manager, StaffUser user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffUser> manager, StaffUser user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 } key
        && TotpCodes.Match(key, token, clock.GetUtcNow()) is { } step
        && await used.TakeAsync(user.Id, SecondFactorTokens.LastCode, step);
}
