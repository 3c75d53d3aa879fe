using System.Security.Claims;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Coopera.Web.Account;

public sealed class StaffSignIn(
    UserManager<StaffUser> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<StaffUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffUser> confirmation,
    StaffSessions sessions,
    StaffAccounts accounts,
    SignInAttempts attempts,
    KnownDevices devices,
    SecurityLog security,
    TimeProvider clock) : SignInManager<StaffUser>(users, context, claims, options, logger, schemes, confirmation)
{
    // Of a password nobody has: checking against it takes as long as checking a real one.
    private static string? _nobodysHash;

    private string _way = SecurityCode.SignedIn;

    public override async Task<bool> CanSignInAsync(StaffUser user) => user.SuspendedAt is null && await base.CanSignInAsync(user);

    /// <summary>
    /// Whoever has a passkey has a second step: the password alone opens nothing, not even the page where another is added.
    /// </summary>
    public override async Task<bool> IsTwoFactorEnabledAsync(StaffUser user) =>
        await base.IsTwoFactorEnabledAsync(user) || (await UserManager.GetPasskeysAsync(user)).Count > 0;

    /// <summary>An unknown, an invited, a suspended and a blocked account take the time of a wrong password.</summary>
    /// <param name="name">As it was typed: unknown ones are counted, too.</param>
    public Task<SignInResult> PasswordStepAsync(StaffUser? user, string name, string password) =>
        PasswordAsync(user, name, password, () => PasswordSignInAsync(user!, password, isPersistent: false, lockoutOnFailure: false));

    /// <summary>Who is signed in shows again that they know their password. Wrong ones count as at the sign-in.</summary>
    public async Task<bool> ProvePasswordAsync(StaffUser user, string password) => (await PasswordAsync(
        user, user.UserName!, password, () => CheckPasswordSignInAsync(user, password, lockoutOnFailure: false))).Succeeded;

    /// <summary>The code of the app.</summary>
    public async Task<bool> CodeStepAsync(StaffUser user, string? code) => await CountedAsync(
        user,
        async () => (await TwoFactorAuthenticatorSignInAsync(code ?? "", isPersistent: false, rememberClient: false)).Succeeded);

    /// <summary>One of the codes kept for the day without the phone.</summary>
    public Task<bool> RecoveryStepAsync(StaffUser user, string? code) => CountedAsync(user, () => RecoverAsync(user, code));

    /// <summary>Locks are counts for a place (see <see cref="SignInAttempts"/>): no account is locked as such, passkeys never.</summary>
    protected override Task<bool> IsLockedOut(StaffUser user) => Task.FromResult(false);

    private async Task<SignInResult> PasswordAsync(StaffUser? user, string name, string password, Func<Task<SignInResult>> check)
    {
        var place = Context.Place() with { Device = devices.Of(Context, name) };
        var turn = await attempts.TakeAsync(name, SignInStep.Password, place);
        var result = turn.IsAllowed && user is not null ? await check() : turn.IsAllowed ? SignInResult.Failed : SignInResult.LockedOut;
        if (user?.PasswordHash is null || result.IsLockedOut || result.IsNotAllowed)
        {
            _nobodysHash ??= UserManager.PasswordHasher.HashPassword(new StaffUser(), Guid.NewGuid().ToString());
            UserManager.PasswordHasher.VerifyHashedPassword(new StaffUser(), _nobodysHash, password);
        }

        if (result.Succeeded || result.RequiresTwoFactor)
        {
            await attempts.ForgiveAsync(name, SignInStep.Password, place);
        }

        await TellAsync(
            turn,
            result.RequiresTwoFactor ? SecurityCode.PasswordRight
                : result.Succeeded ? null
                : result.IsNotAllowed ? SecurityCode.NotAllowed
                : SecurityCode.PasswordWrong,
            user,
            place);
        return result;
    }

    private async Task<bool> CountedAsync(StaffUser user, Func<Task<bool>> check)
    {
        var place = Context.Place() with { Device = devices.Of(Context, user.UserName!) };
        var turn = await attempts.TakeAsync(user.UserName!, SignInStep.Code, place);
        if (turn.IsAllowed && await check())
        {
            await attempts.ForgiveAsync(user.UserName!, SignInStep.Code, place);
            return true;
        }

        await TellAsync(turn, SecurityCode.CodeWrong, user, place);
        return false;
    }

    /// <summary>Of attempts that are no longer made, only the first is worth a line.</summary>
    private async Task TellAsync(SignInTurn turn, string? code, StaffUser? user, SignInPlace place)
    {
        if (turn.IsAttack)
        {
            await security.NoteAsync(SecurityCode.UnderAttack, user, place);
        }

        if ((turn.IsAllowed ? code : turn.IsFirstRefusal ? SecurityCode.Blocked : null) is { } happened)
        {
            await security.NoteAsync(happened, user, place);
        }
    }

    private async Task<bool> RecoverAsync(StaffUser user, string? code)
    {
        var typed = string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        var right = typed.Length == 10 && await PreSignInCheck(user) is null && await accounts.WriteAsync(user.Id, async account =>
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
            return false;
        }

        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        _way = SecurityCode.SignedInWithRecoveryCode;
        await SignInWithClaimsAsync(
            await UserManager.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id),
            new AuthenticationProperties(),
            [StaffClaims.Proof(withSecondFactor: true)]);
        return true;
    }

    public async Task<bool> PasskeyStepAsync(StaffUser user, UserPasskeyInfo passkey)
    {
        if (await PreSignInCheck(user) is not null)
        {
            await security.NoteAsync(SecurityCode.PasskeyRefused, user, Context.Place());
            return false;
        }

        StaffAccountChange.Must(await UserManager.AddOrUpdatePasskeyAsync(user, passkey)); // its counter
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        _way = SecurityCode.SignedInWithPasskey;
        await SignInWithClaimsAsync(user, new AuthenticationProperties(), [StaffClaims.Proof(withSecondFactor: true)]);
        return true;
    }

    public override async Task SignInWithClaimsAsync(
        StaffUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var all = additionalClaims.ToList();
        if (!all.Exists(claim => claim.Type == StaffClaims.Session))
        {
            all.Add(new Claim(StaffClaims.Session, await sessions.StartAsync(user, Context.Place())));
            all.Add(StaffClaims.Proven(clock.GetUtcNow()));
            devices.Remember(Context, user.UserName!);
            await security.NoteAsync(_way, user, Context.Place());
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, all);
    }

    /// <summary>
    /// The session goes on, with the account as it is now: after a change that moved the security stamp, or a new proof of who it is.
    /// </summary>
    /// <param name="proven">The person has just shown who they are.</param>
    public async Task GoOnAsync(StaffUser user, bool secondFactor = false, bool proven = false)
    {
        var session = Context.User;
        await sessions.GoOnAsync(user, session.SessionId());
        if (proven)
        {
            await security.NoteAsync(SecurityCode.ConfirmedAgain, user, Context.Place());
        }

        await SignInWithClaimsAsync(user, new AuthenticationProperties(),
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
}
