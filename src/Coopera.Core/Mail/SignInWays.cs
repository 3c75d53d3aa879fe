namespace Coopera.Core.Mail;

/// <summary>One try a password: what tries every way it knows locks accounts.</summary>
public static class SignInWays
{
    /// <summary>Those that keep the password to themselves come first: the line may be an open one.</summary>
    private static readonly IReadOnlyList<string> OnAnOpenLine =
        ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];

    /// <summary>Leaves one of the ways that a server offers.</summary>
    public static void KeepOne(ISet<string> offered, bool isSecure)
    {
        if ((isSecure ? OnAnOpenLine.Prepend("PLAIN") : OnAnOpenLine).FirstOrDefault(offered.Contains) is { } way)
        {
            offered.IntersectWith([way]);
        }
    }
}
