namespace Coopera.Core.Staff;

public static class SecondFactorTokens
{
    // Identity's own names: its manager reads the key and redeems the codes there, but sets only keys that it makes itself.
    public const string Provider = "[AspNetUserStore]";
    public const string Key = "AuthenticatorKey";
    public const string RecoveryCodesName = "RecoveryCodes";

    public const string LastCode = "LastCode";

    public const string LastQuestion = "LastQuestion";

    public const int RecoveryCodes = 10;
}
