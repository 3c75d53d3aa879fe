using Coopera.Domain.Webinars;

namespace Coopera.Domain.Registrations;

/// <summary>
/// That one mail of a rule was queued for a registration, or that its moment had passed. One row per rule, registration and beginning of
/// the webinar, held by an index: a webinar that moves reminds anew.
/// </summary>
public sealed class Reminder
{
    private Reminder()
    {
    }

    /// <param name="mailId">Null: it was skipped.</param>
    public Reminder(Guid registrationId, ReminderRule rule, DateTimeOffset forStart, Guid? mailId, DateTimeOffset at)
    {
        RegistrationId = registrationId;
        Rule = rule;
        ForStart = forStart;
        MailId = mailId;
        At = at;
    }

    public long Id { get; private set; }

    public Guid RegistrationId { get; private set; }

    public ReminderRule Rule { get; private set; }

    public DateTimeOffset ForStart { get; private set; }

    public Guid? MailId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public bool IsSkipped => MailId is null;
}
