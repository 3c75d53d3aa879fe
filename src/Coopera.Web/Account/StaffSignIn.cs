using System.Security.Claims;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Coopera.Web.Account;

public sealed partial class StaffSignIn(
    UserManager<StaffUser> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<StaffUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffUser> confirmation,
    StaffSessions sessions,
    StaffAccounts accounts,
    StaffAttempts attempts,
    CooperaDb db,
    TimeProvider clock) : SignInManager<StaffUser>(users, context, claims, options, logger, schemes, confirmation)
{
    // Of a password nobody has: checking against it takes as long as checking a real one.
    private static readonly string NobodysHash = new PasswordHasher<StaffUser>().HashPassword(new StaffUser(), Guid.NewGuid().ToString());

    public override async Task<bool> CanSignInAsync(StaffUser user) => user.SuspendedAt is null && await base.CanSignInAsync(user);

    /// <summary>
    /// Whoever has a passkey has a second step: the password alone opens nothing, not even the page where another is added.
    /// </summary>
    public override async Task<bool> IsTwoFactorEnabledAsync(StaffUser user) =>
        await base.IsTwoFactorEnabledAsync(user) || (await UserManager.GetPasskeysAsync(user)).Count > 0;

    public override Task<SignInResult> CheckPasswordSignInAsync(StaffUser user, string password, bool lockoutOnFailure) =>
        OneAtATimeAsync(user, () => base.CheckPasswordSignInAsync(user, password, lockoutOnFailure));

    /// <summary>An unknown, an invited, a suspended and a locked account take the time of a wrong password.</summary>
    public async Task<SignInResult> PasswordStepAsync(StaffUser? user, string password)
    {
        var result = user is null
            ? SignInResult.Failed
            : await PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (user?.PasswordHash is null || result.IsLockedOut || result.IsNotAllowed)
        {
            UserManager.PasswordHasher.VerifyHashedPassword(new StaffUser(), NobodysHash, password);
        }

        if (!result.Succeeded && !result.RequiresTwoFactor)
        {
            Log.Refused(Logger, user?.Id, result);
        }

        return result;
    }

    /// <summary>The code of the app. Wrong ones lock the account, as wrong passwords do.</summary>
    public async Task<bool> CodeStepAsync(StaffUser user, string? code)
    {
        var result = await OneAtATimeAsync(
            user, () => TwoFactorAuthenticatorSignInAsync(code ?? "", isPersistent: false, rememberClient: false));
        if (!result.Succeeded)
        {
            Log.Refused(Logger, user.Id, result);
        }

        return result.Succeeded;
    }

    /// <summary>
    /// One of the codes kept for the day without the phone. Wrong ones lock the account: Identity's own step would not count them.
    /// </summary>
    public Task<bool> RecoveryStepAsync(StaffUser user, string? code) => OneAtATimeAsync(user, () => RecoverAsync(user, code));

    private async Task<bool> RecoverAsync(StaffUser user, string? code)
    {
        var typed = string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (await PreSignInCheck(user) is { } refused)
        {
            Log.Refused(Logger, user.Id, refused);
            return false;
        }

        var right = typed.Length == 10 && await accounts.WriteAsync(user.Id, async account =>
        {
            if (!(await account.Users.RedeemTwoFactorRecoveryCodeAsync(account.User, $"{typed[..5]}-{typed[5..]}")).Succeeded)
            {
                return false;
            }

            await account.NotifyAsync(AccountChange.RecoveryCodeUsed);
            await account.RecordAsync(
                AuditAction.RecoveryCodeUsed, $"Codici rimasti: {await account.Users.CountRecoveryCodesAsync(account.User)}");
            return true;
        });
        if (!right)
        {
            Log.Refused(Logger, user.Id, SignInResult.Failed);
            await UserManager.AccessFailedAsync(user);
            return false;
        }

        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(
            await UserManager.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id),
            new AuthenticationProperties(),
            [StaffClaims.Proof(withSecondFactor: true)]);
        return true;
    }

    public async Task<bool> PasskeyStepAsync(StaffUser user, UserPasskeyInfo passkey)
    {
        if (await PreSignInCheck(user) is { } refused)
        {
            Log.Refused(Logger, user.Id, refused);
            return false;
        }

        StaffAccountChange.Must(await UserManager.AddOrUpdatePasskeyAsync(user, passkey)); // its counter
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(user, new AuthenticationProperties(), [StaffClaims.Proof(withSecondFactor: true)]);
        return true;
    }

    public override async Task SignInWithClaimsAsync(
        StaffUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var all = additionalClaims.ToList();
        if (!all.Exists(claim => claim.Type == StaffClaims.Session))
        {
            all.Add(new Claim(StaffClaims.Session, await sessions.StartAsync(user.Id)));
            all.Add(StaffClaims.Proven(clock.GetUtcNow()));
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, all);
    }

    /// <summary>
    /// The session goes on, with the account as it is now: after a change that moved the security stamp, or a new proof of who it is.
    /// </summary>
    /// <param name="proven">The person has just shown who they are.</param>
    public Task GoOnAsync(StaffUser user, bool secondFactor = false, bool proven = false)
    {
        var session = Context.User;
        return SignInWithClaimsAsync(user, new AuthenticationProperties(),
        [
            new Claim(StaffClaims.Session, session.SessionId()!),
            StaffClaims.Proof(secondFactor || session.HasSecondFactor()),
            StaffClaims.Proven(proven || session.LastProof() is not { } before ? clock.GetUtcNow() : before),
        ]);
    }

    public async Task<bool> HoldsAsync(ClaimsPrincipal? principal) =>
        await ValidateSecurityStampAsync(principal) is { SuspendedAt: null } user
            && await sessions.IsOpenAsync(user.Id, principal!.SessionId());

    /// <summary>The password step holds until something about the account ends its sessions: a new password, another second step.</summary>
    public override async Task<StaffUser?> GetTwoFactorAuthenticationUserAsync() =>
        await base.GetTwoFactorAuthenticationUserAsync() is { } user
        && (await Context.AuthenticateAsync(
            IdentityConstants.TwoFactorUserIdScheme)).Principal?.FindFirstValue(StaffClaims.StampThen) == user.SecurityStamp
            ? user
            : null;

    protected override async Task<SignInResult> SignInOrTwoFactorAsync(
        StaffUser user, bool isPersistent, string? loginProvider = null, bool bypassTwoFactor = false)
    {
        var result = await base.SignInOrTwoFactorAsync(user, isPersistent, loginProvider, bypassTwoFactor);
        if (result.RequiresTwoFactor)
        {
            // As Identity keeps it, and the stamp besides.
            await Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.Name, user.Id), new Claim(StaffClaims.StampThen, user.SecurityStamp ?? "")],
                IdentityConstants.TwoFactorUserIdScheme)));
        }

        return result;
    }

    /// <summary>
    /// Attempts of one account follow each other, each seeing what those before left: else many at once would count as one.
    /// </summary>
    private Task<T> OneAtATimeAsync<T>(StaffUser user, Func<Task<T>> attempt) => attempts.RunAsync(user.Id, async () =>
    {
        await db.Entry(user).ReloadAsync();
        return await attempt();
    });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in to account {AccountId} was refused: {Result}")]
        public static partial void Refused(ILogger logger, string? accountId, SignInResult result);
    }
}
