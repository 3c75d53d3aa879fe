namespace Coopera.Domain.Coordination;

public sealed partial class Adhesion
{
    /// <summary>How long after the last move a body that has to do something is reminded, the first and the second time.</summary>
    public static readonly IReadOnlyList<TimeSpan> Reminders = [TimeSpan.FromDays(7), TimeSpan.FromDays(21)];

    /// <summary>It is the body's turn, and it was reminded as often as it will be: the secretariat has to call.</summary>
    public bool IsStuck => CanBeEdited && RemindersSent >= Reminders.Count;

    /// <summary>Staff recorded it and have not uploaded its scan yet: nothing waits for the body.</summary>
    public bool WaitsForScan => Status == AdhesionStatus.Draft && PrivacyNoticeReadAt is null && LinkVersion == 0;

    public bool IsReminderDue(DateTimeOffset now) =>
        CanBeEdited && !WaitsForScan && RemindersSent < Reminders.Count && now - LastMovedAt >= Reminders[RemindersSent];

    public void Remind(DateTimeOffset now)
    {
        RemindersSent++;
        Note(AdhesionEventKind.Reminded, Actor.Site, null, now);
    }
}
