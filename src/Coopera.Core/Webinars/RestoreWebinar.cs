using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>
/// A cancelled webinar takes place after all, within an hour. Mails that have not left are taken back; whoever got one gets another, with
/// an invitation that puts it back into the calendar.
/// </summary>
public sealed class RestoreWebinar(ChangedWebinar changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Status == WebinarStatus.Published,
        async change =>
        {
            var (db, webinar, now) = (change.Db, change.Thing, change.Now);
            if (!webinar.CanBeRestoredAt(now))
            {
                return ChangeResult.Stale;
            }

            var cancelledAt = webinar.CancelledAt!.Value;
            webinar.Restore();
            await TakeBackAsync(db, webinar, cancelledAt, now);
            var places = await Places.ForAllAsync(db, webinar, now);
            var told = await TellEverybody.OfRestorationAsync(db, webinar, cancelledAt, now);
            change.Then(() => Places.FillAsync(db, webinar, now));
            return change.Done(
                AuditAction.WebinarRestored,
                told > 0 ? WebinarPhrases.Told(told, waits: null) : "nessuno aveva ancora ricevuto l’annullamento",
                changes: [new("Stato", "annullato", new WebinarState(webinar.PhaseAt(now), places).Label.ToLower(RomeTime.Italian))],
                sentence: $"Il webinar è di nuovo in programma{WebinarPhrases.Mailed(told)}.");
        },
        cancellationToken);

    private static async Task TakeBackAsync(CooperaDb db, Webinar webinar, DateTimeOffset cancelledAt, DateTimeOffset now)
    {
        var announcement = await db.WebinarAnnouncements.SingleOrDefaultAsync(a => a.WebinarId == webinar.Id);
        announcement?.Restore(WebinarAnnouncement.ChangesDue(webinar.StartsAt, webinar.StartsAt, now));
        if (announcement is { Changes.Count: 0 })
        {
            db.WebinarAnnouncements.Remove(announcement);
        }

        // What a worker has in hand at this moment counts as gone.
        var mails = TellEverybody.CancellationMails(db, webinar.Id, cancelledAt);
        await mails.Where(m => m.Status == OutgoingMailStatus.Queued && (m.LeaseEndsAt == null || m.LeaseEndsAt < now))
            .ExecuteDeleteAsync();
        await db.OutgoingMails.Where(m => db.Registrations.Any(r => r.Id == m.RegistrationId && r.WebinarId == webinar.Id))
            .RequeueOvertakenAsync(MailFailureKind.WebinarCancelled, now);
        await mails.Where(m => m.Status == OutgoingMailStatus.Failed)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, OutgoingMailStatus.Dismissed));
    }
}
