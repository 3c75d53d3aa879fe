namespace Coopera.Domain.Mail;

/// <summary>How many mails strangers can cause.</summary>
/// <param name="PerHour">To one mailbox, all kinds together.</param>
/// <param name="PerDay">The same.</param>
/// <param name="BodyCopiesPerDay">To the address on record of one public body.</param>
/// <param name="AllPerHour">To everybody together: the brake.</param>
public sealed record MailLimits(int PerHour, int PerDay, int BodyCopiesPerDay, int AllPerHour)
{
    public static readonly MailLimits Default = new(6, 20, 6, 1000);

    /// <summary>Up to where a mail of this worth goes out: the last ones of a limit are kept for what is missed most.</summary>
    public static int Share(int limit, MailWorth worth) => worth switch
    {
        MailWorth.Notice => Math.Max(1, limit / 2),
        MailWorth.Access => limit - (limit / 6),
        _ => limit,
    };
}
