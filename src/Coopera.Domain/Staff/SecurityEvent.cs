namespace Coopera.Domain.Staff;

/// <summary>
/// What <see cref="SecurityEvent.Code"/> holds. A code never changes and never comes to mean something else: rows of months carry it.
/// </summary>
public static class SecurityCode
{
    public const string SignedIn = "sign-in.done";
    public const string SignedInWithPasskey = "sign-in.passkey";
    public const string SignedInWithRecoveryCode = "sign-in.recovery-code";
    public const string PasswordRight = "sign-in.second-step-asked";
    public const string PasswordWrong = "sign-in.password-wrong";
    public const string CodeWrong = "sign-in.code-wrong";
    public const string PasskeyRefused = "sign-in.passkey-refused";
    public const string NotAllowed = "sign-in.not-allowed";
    public const string Blocked = "sign-in.blocked";
    public const string UnderAttack = "sign-in.under-attack";
    public const string ConfirmedAgain = "sign-in.confirmed-again";
    public const string SignedOut = "session.signed-out";
    public const string SessionEnded = "session.ended";
    public const string SessionsEnded = "session.all-ended";
    public const string ResetAsked = "password.reset-asked";
    public const string PasswordReset = "password.reset";
    public const string PasswordChanged = "password.changed";
    public const string LimitReached = "limit.reached";
}

/// <summary>Who signed in, or tried to, from where. Kept for months, then forgotten: unlike the register it is no chain.</summary>
/// <param name="userId">Null when nobody has such an account.</param>
/// <param name="account">The address of the account; empty when there is none: what strangers type is not kept.</param>
public sealed class SecurityEvent(
    DateTimeOffset at, string code, string? userId, string account, string address, string device, string detail = "")
{
    public const int CodeMaxLength = 40;
    public const int DetailMaxLength = 120;

    public long Id { get; private set; }

    public DateTimeOffset At { get; private set; } = at;

    public string Code { get; private set; } = code;

    public string? UserId { get; private set; } = userId;

    public string Account { get; private set; } = account;

    public string Address { get; private set; } = Text.Cut(address, StaffSession.AddressMaxLength);

    public string Device { get; private set; } = Text.Cut(device, StaffSession.DeviceMaxLength);

    public string Detail { get; private set; } = Text.Cut(detail, DetailMaxLength);
}
