using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Staff;

public sealed class StaffAccountChange(
    CooperaDb db, UserManager<StaffUser> users, StaffStore store, StaffUser user, DateTimeOffset now)
{
    public CooperaDb Db => db;

    public UserManager<StaffUser> Users => users;

    public StaffUser User => user;

    public DateTimeOffset Now => now;

    public async Task EndSessionsAsync() => Must(await users.UpdateSecurityStampAsync(user));

    /// <returns>Whether it was another one.</returns>
    public async Task<bool> SetNameAsync(string fullName)
    {
        var before = user.FullName;
        if (before == fullName)
        {
            return false;
        }

        user.FullName = fullName;
        Must(await users.UpdateAsync(user));
        await RecordAsync(AuditAction.AccountChanged, "nome", changes: [new FieldChange("Nome", before, fullName)]);
        return true;
    }

    /// <param name="password">Already found good: see <see cref="Passwords.NewPasswordForm.CheckAsync"/>.</param>
    public async Task SetPasswordAsync(string password)
    {
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        await EndSessionsAsync();
    }

    /// <summary>The app that shows codes; the one before no longer works.</summary>
    /// <param name="step">Of the code that proved the key: it is used up.</param>
    public async Task SetAppAsync(string key, long step)
    {
        Must(await users.SetAuthenticationTokenAsync(user, SecondFactorTokens.Provider, SecondFactorTokens.Key, key));
        Must(await users.SetAuthenticationTokenAsync(
            user, SecondFactorTokens.Provider, SecondFactorTokens.LastCode, step.ToString(CultureInfo.InvariantCulture)));
        Must(await users.SetTwoFactorEnabledAsync(user, true));
    }

    public async Task RemoveAppAsync()
    {
        Must(await users.RemoveAuthenticationTokenAsync(user, SecondFactorTokens.Provider, SecondFactorTokens.Key));
        Must(await users.SetTwoFactorEnabledAsync(user, false));
    }

    /// <summary>New recovery codes, shown to the person once; those before are void.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync() =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, SecondFactorTokens.RecoveryCodes) ?? []];

    /// <summary>As they are now, and not as their hashes.</summary>
    public async Task SetRecoveryCodesAsync(IEnumerable<string> codes)
    {
        await store.ReplaceCodesAsync(user, codes, CancellationToken.None);
        Must(await users.UpdateAsync(user));
    }

    public async Task<bool> RemoveSecondFactorAsync()
    {
        var passkeys = await users.GetPasskeysAsync(user);
        if (!user.TwoFactorEnabled && passkeys.Count == 0)
        {
            return false;
        }

        foreach (var passkey in passkeys)
        {
            Must(await users.RemovePasskeyAsync(user, passkey.CredentialId));
        }

        await RemoveAppAsync();
        await RemoveRecoveryCodesAsync();
        await NotifyAsync(AccountChange.SecondStepRemoved);
        return true;
    }

    public async Task RemoveRecoveryCodesAsync() =>
        Must(await users.RemoveAuthenticationTokenAsync(user, SecondFactorTokens.Provider, SecondFactorTokens.RecoveryCodesName));

    /// <param name="actor">Null when the person does it to their own account.</param>
    public async Task RecordAsync(
        string action, string details = "", string? actor = null, IReadOnlyList<FieldChange>? changes = null)
    {
        var line = new RegisterLine(action, details, Changes: changes);
        Register.Add(db, actor ?? user.UserName!, user.Email!, AuditSubject.Account(user.Id), line, now);
        await db.SaveChangesAsync();
    }

    public async Task NotifyAsync(AccountChange change)
    {
        db.Queue(MailCause.Proven, new AccountChanged(change, now), user.Mailbox, user.FullName, null, now);
        await db.SaveChangesAsync();
    }

    /// <summary>What was checked before cannot fail now; if it does, nothing of it is kept.</summary>
    public static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(
                $"The account could not be changed: {string.Join(", ", result.Errors.Select(error => error.Code))}.");
        }
    }
}
