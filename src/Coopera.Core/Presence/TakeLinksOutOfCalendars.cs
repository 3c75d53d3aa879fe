using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence;

/// <summary>
/// Mails of earlier versions put the platform's address into calendars. Who had such a one, and has a place in what is still to come,
/// gets the event once more, with the way in and a higher SEQUENCE.
/// </summary>
public sealed class TakeLinksOutOfCalendars(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Updated = "calendars-updated";

    private const int Portion = 500;

    /// <summary>How those mails kept it; no mail of today does.</summary>
    private const string Kept = "\"JoinLink\":\"http";

    public string Name => "calendar-links";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var (now, updated) = (clock.GetUtcNow(), 0);
        if (ReminderTimes.IsQuiet(now))
        {
            return JobReport.Of((Updated, 0));
        }

        var coming = await database.Webinars.Where(w => w.Status == WebinarStatus.Published && w.EndsAt > now)
            .Select(w => w.Id).ToListAsync(cancellationToken);
        foreach (var id in coming)
        {
            while (await Affected(database, id).AnyAsync(cancellationToken))
            {
                updated += await database.WriteAsync(db => UpdateAsync(db, id, now), cancellationToken);
            }
        }

        return JobReport.Of((Updated, updated));
    }

    private static async Task<int> UpdateAsync(CooperaDb db, int webinarId, DateTimeOffset now)
    {
        if (await db.LockWebinarAsync(webinarId) is null)
        {
            return 0;
        }

        var people = await Affected(db, webinarId).AsNoTracking().OrderBy(r => r.Number).Take(Portion).ToListAsync();
        if (people.Count == 0)
        {
            return 0; // another node was quicker
        }

        await db.Webinars.Where(w => w.Id == webinarId)
            .ExecuteUpdateAsync(w => w.SetProperty(x => x.CalendarSequence, x => x.CalendarSequence + 1));
        var facts = WebinarFacts.Of(await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == webinarId));
        people.ForEach(r => db.Queue(MailCause.Schedule, new WayInMoved(facts, RegistrationFacts.Of(r)), r, now));
        await db.SaveChangesAsync();
        return people.Count;
    }

    private static IQueryable<Registration> Affected(CooperaDb db, int webinarId) => db.Registrations
        .Where(r => r.WebinarId == webinarId && r.Status == RegistrationStatus.Confirmed)
        .Where(r => db.OutgoingMails.Any(
            m => m.RegistrationId == r.Id && m.SentAt != null && m.Content.Contains(Kept)))
        .Where(r => !db.OutgoingMails.Any(m => m.RegistrationId == r.Id && m.Kind == MailKinds.WayInMoved));
}
