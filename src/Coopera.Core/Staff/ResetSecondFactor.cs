using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>For who has lost telephone and recovery codes: app, codes and passkeys are forgotten, and set up again at the next sign-in.</summary>
public sealed class ResetSecondFactor(StaffDesk desk)
{
    // Where Identity keeps them among the tokens of an account; other tokens stay.
    private const string IdentityProvider = "[AspNetUserStore]";
    private static readonly string[] IdentityTokens = ["AuthenticatorKey", "RecoveryCodes"];

    public Task<StaffOutcome> RunAsync(StaffCall call, string reason, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            async turn =>
            {
                if (turn.IsOneself)
                {
                    return StaffOutcome.Oneself;
                }

                var (db, id) = (turn.Db, turn.User.Id);
                var passkeys = await db.UserPasskeys.Where(key => key.UserId == id).ExecuteDeleteAsync(cancellationToken);
                var tokens = await db.UserTokens.Where(token => token.UserId == id && token.LoginProvider == IdentityProvider && IdentityTokens.Contains(token.Name))
                    .ExecuteDeleteAsync(cancellationToken);
                if (passkeys == 0 && tokens == 0 && !turn.User.TwoFactorEnabled)
                {
                    return StaffOutcome.NothingToDo;
                }

                var before = (turn.User.TwoFactorEnabled, passkeys) switch
                {
                    (true, 0) => "app",
                    (true, _) => $"app e {passkeys} passkey",
                    (false, 0) => "app, da confermare",
                    _ => $"{passkeys} passkey",
                };
                turn.User.TwoFactorEnabled = false;
                turn.EndSessions();
                turn.Db.Queue(new AccountChanged(AccountChange.SecondStepRemoved, turn.Now), EmailAddress.Parse(turn.User.Email!), turn.User.FullName, null, turn.Now);
                turn.Register("azzera il secondo passaggio", "", $"Secondo passaggio: {before}", "Secondo passaggio: nessuno", reason);
                return StaffOutcome.Done;
            },
            cancellationToken);
}
