using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>
/// Identity's store, but what opens an account stands in it protected: the key of the app under the key ring, for its account alone, and
/// recovery codes as hashes besides.
/// </summary>
public sealed class StaffStore(CooperaDb db, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
    : UserStore<StaffUser, IdentityRole, CooperaDb, string, IdentityUserClaim<string>, IdentityUserRole<string>, IdentityUserLogin<string>,
        IdentityUserToken<string>, IdentityRoleClaim<string>, IdentityUserPasskey<string>>(db, describer)
{
    private const char Between = ';';

    // A code has some 47 bits, and stands under the key ring.
    private const int Iterations = 20_000;
    private const int HashBytes = 24;

    public static bool IsSecret(string loginProvider, string name) =>
        loginProvider == SecondFactorTokens.Provider && name is SecondFactorTokens.Key or SecondFactorTokens.RecoveryCodesName;

    public override Task SetTokenAsync(
        StaffUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(
            user, loginProvider, name,
            value is not null && IsSecret(loginProvider, name) ? Protector(user).Protect(value) : value, cancellationToken);

    public override async Task<string?> GetTokenAsync(
        StaffUser user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        var value = await base.GetTokenAsync(user, loginProvider, name, cancellationToken);
        try
        {
            return value is { Length: > 0 } && IsSecret(loginProvider, name) ? Protector(user).Unprotect(value) : value;
        }
        catch (CryptographicException)
        {
            return null; // of another account, or of a key ring that is gone: it opens nothing
        }
    }

    public override Task ReplaceCodesAsync(StaffUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        SetTokenAsync(
            user, SecondFactorTokens.Provider, SecondFactorTokens.RecoveryCodesName,
            string.Join(Between, recoveryCodes.Select(code => Hash(user, code))), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(StaffUser user, string code, CancellationToken cancellationToken)
    {
        var kept = (await GetTokenAsync(user, SecondFactorTokens.Provider, SecondFactorTokens.RecoveryCodesName, cancellationToken) ?? "")
            .Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var shown = Hash(user, code);
        var rest = kept.Where(hash => !CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(hash), Encoding.UTF8.GetBytes(shown))).ToList();
        if (rest.Count == kept.Length)
        {
            return false;
        }

        await SetTokenAsync(
            user, SecondFactorTokens.Provider, SecondFactorTokens.RecoveryCodesName, string.Join(Between, rest), cancellationToken);
        return true;
    }

    private IDataProtector Protector(StaffUser user) => protection.CreateProtector("Coopera.StaffSecret.v1", user.Id);

    private static string Hash(StaffUser user, string code) => Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(
        code, Encoding.UTF8.GetBytes(user.Id), Iterations, HashAlgorithmName.SHA512, HashBytes));
}
