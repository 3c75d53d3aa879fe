using Coopera.Core.Changes;
using Coopera.Domain.Presence;
using Coopera.Domain.Staff;

namespace Coopera.Core.Presence.Evidence;

/// <summary>Staff add what no source knows, and take away what is not right. What is taken away stays to be seen.</summary>
public sealed class CorrectPresence(ChangedPresence changed)
{
    public Task<ChangeResult> AddAsync(
        ChangeRequest<Guid> request, TimeWindow window, string reason, CancellationToken cancellationToken = default) => changed.RunAsync(
        request with { AnyVersion = true },
        change => change.Thing.Intervals.Exists(p => p.Counts && p.Source == PresenceSource.Staff && p.Window == window),
        change =>
        {
            if (RefusalOf(change.Thing, window, change.Now) is { } refusal)
            {
                return refusal;
            }

            Add(change, window, reason);
            return change.Done(AuditAction.PresenceAdded, PresencePhrases.Span(window), reason);
        },
        cancellationToken);

    public Task<ChangeResult> TakeAwayAsync(
        ChangeRequest<Guid> request, long interval, string reason, CancellationToken cancellationToken = default) => changed.RunAsync(
        request with { AnyVersion = true },
        change => change.Thing.Intervals.Exists(p => p.Id == interval && !p.Counts),
        change =>
        {
            if (change.Thing.Intervals.Find(p => p.Id == interval) is not { } found)
            {
                return ChangeResult.NotFound;
            }

            found.Exclude(change.Staff, reason, change.Now);
            return change.Done(AuditAction.PresenceTakenAway, $"{found.Source.Label()}, {PresencePhrases.Span(found.Window)}", reason);
        },
        cancellationToken);

    public Task<ChangeResult> PutBackAsync(
        ChangeRequest<Guid> request, long interval, CancellationToken cancellationToken = default) => changed.RunAsync(
        request with { AnyVersion = true },
        change => change.Thing.Intervals.Exists(p => p.Id == interval && p.Counts),
        change =>
        {
            if (change.Thing.Intervals.Find(p => p.Id == interval) is not { } found)
            {
                return ChangeResult.NotFound;
            }

            found.Include();
            return change.Done(AuditAction.PresencePutBack, $"{found.Source.Label()}, {PresencePhrases.Span(found.Window)}");
        },
        cancellationToken);

    internal static ChangeResult? RefusalOf(PresentPerson person, TimeWindow window, DateTimeOffset now)
    {
        var held = person.Held;
        return window.Until <= window.From ? ChangeResult.Refused(PresencePhrases.EndsBeforeItBegins, "Until.Time")
            : window.Until > now ? ChangeResult.Refused(PresencePhrases.NotYet, "Until.Time")
            : held.CoveredBy([window]) == TimeSpan.Zero ? ChangeResult.Refused(PresencePhrases.Outside(held), "From.Time")
            : person.Intervals.Count(p => p.Source == PresenceSource.Staff) >= PresenceInterval.Most
                ? ChangeResult.Refused(PresencePhrases.TooManyByHand, "From.Time") : null;
    }

    internal static void Add(Change<PresentPerson> change, TimeWindow window, string reason)
    {
        var added = new PresenceInterval(change.Thing.Registration.Id, PresenceSource.Staff, window.From, window.Until)
        {
            StatedBy = change.Staff,
            Reason = reason,
        };
        change.Db.PresenceIntervals.Add(added);
        change.Thing.Intervals.Add(added);
    }
}
