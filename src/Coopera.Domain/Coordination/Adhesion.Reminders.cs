namespace Coopera.Domain.Coordination;

public sealed partial class Adhesion
{
    /// <summary>So long a draft waits for its link to be opened from the mail.</summary>
    public static readonly TimeSpan UnopenedLife = TimeSpan.FromDays(7);

    public static readonly IReadOnlyList<TimeSpan> Reminders = [TimeSpan.FromDays(7), TimeSpan.FromDays(21)];

    public bool IsStuck => CanBeEdited && RemindersSent >= Reminders.Count;

    public bool WaitsForScan => Status == AdhesionStatus.Draft && PrivacyNoticeReadAt is null && LinkVersion == 0;

    public bool IsReminderDue(DateTimeOffset now) =>
        CanBeEdited && IsProven && !WaitsForScan && RemindersSent < Reminders.Count && now - LastMovedAt >= Reminders[RemindersSent];

    public void Remind(DateTimeOffset now)
    {
        RemindersSent++;
        Note(AdhesionEventKind.Reminded, Actor.Site, null, now);
    }
}
