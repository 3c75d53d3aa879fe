using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class ResetSecondFactor(ChangedAccount changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<string> request, string reason, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            async change => !change.Thing.User.TwoFactorEnabled && !await Tokens(change).AnyAsync() && !await Passkeys(change).AnyAsync(),
            async change =>
            {
                if (change.IsOneself())
                {
                    return ChangeResult.Refused("Il tuo secondo passaggio lo cambi dal tuo profilo, non da qui.");
                }

                var user = change.Thing.User;
                var passkeys = await Passkeys(change).ExecuteDeleteAsync();
                await Tokens(change).ExecuteDeleteAsync();
                var before = (user.TwoFactorEnabled, passkeys) switch
                {
                    (true, 0) => "app",
                    (true, _) => $"app e {passkeys} passkey",
                    (false, 0) => "app, da confermare",
                    _ => $"{passkeys} passkey",
                };
                user.TwoFactorEnabled = false;
                change.EndSessions();
                change.Db.Queue(
                    MailCause.Staff,
                    new AccountChanged(AccountChange.SecondStepRemoved, change.Now),
                    user.Mailbox, user.FullName, null, change.Now);
                return change.Done(AuditAction.SecondStepReset, reason: reason, changes: [new("Secondo passaggio", before, "nessuno")]);
            },
            null,
            cancellationToken);

    private static IQueryable<IdentityUserPasskey<string>> Passkeys(Change<AccountWithRoles> change) =>
        change.Db.UserPasskeys.Where(key => key.UserId == change.Thing.User.Id);

    private static IQueryable<IdentityUserToken<string>> Tokens(Change<AccountWithRoles> change) => change.Db.UserTokens.Where(token =>
        token.UserId == change.Thing.User.Id && token.LoginProvider == SecondFactorTokens.Provider
            && (token.Name == SecondFactorTokens.Key || token.Name == SecondFactorTokens.RecoveryCodesName));
}
