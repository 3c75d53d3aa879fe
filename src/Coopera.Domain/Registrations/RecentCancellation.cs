namespace Coopera.Domain.Registrations;

/// <summary>
/// A cancellation that can still be taken back. As long as it is here the place that there was is nobody else's; then it goes to who waits.
/// </summary>
public sealed class RecentCancellation
{
    private RecentCancellation()
    {
    }

    /// <param name="calendarSequence">Of the webinar: what changes in it meanwhile, the person is not told.</param>
    public RecentCancellation(Registration registration, RegistrationStatus was, int calendarSequence, DateTimeOffset at)
    {
        (RegistrationId, WebinarId, Was, At, Until) = (registration.Id, registration.WebinarId, was, at, Undo.Until(at));
        CalendarSequence = calendarSequence;
    }

    public Guid RegistrationId { get; private set; }

    public int WebinarId { get; private set; }

    /// <summary>Only <see cref="RegistrationStatus.Confirmed"/> keeps a place.</summary>
    public RegistrationStatus Was { get; private set; }

    public int CalendarSequence { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public bool CanBeTakenBackAt(DateTimeOffset now) => now < Until;
}
