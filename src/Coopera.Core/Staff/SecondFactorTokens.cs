namespace Coopera.Core.Staff;

/// <summary>Where Identity's store keeps what belongs to the second step, among the tokens of the account.</summary>
public static class SecondFactorTokens
{
    // Identity's own names: its manager reads the key and redeems the codes there, but sets only keys that it makes itself.
    public const string Provider = "[AspNetUserStore]";
    public const string Key = "AuthenticatorKey";
    public const string RecoveryCodesName = "RecoveryCodes";

    /// <summary>Ours: the moment of the last code that was used.</summary>
    public const string LastCode = "LastCode";

    /// <summary>Ours: when the last question for a passkey that was answered was asked.</summary>
    public const string LastQuestion = "LastQuestion";

    /// <summary>How many recovery codes a person gets.</summary>
    public const int RecoveryCodes = 10;
}
