using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Domain.Words;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

public enum TakenBack
{
    Done,

    /// <summary>It is active: taken back before, perhaps by the same button.</summary>
    AlreadyActive,

    TooLate,

    /// <summary>The person has another active registration by now.</summary>
    SignedUpAgain,
}

/// <summary>For ten minutes a cancellation can be taken back. All of it happens under the webinar's lock.</summary>
internal static class Cancellations
{
    /// <param name="was">Before it was cancelled.</param>
    public static void Keep(CooperaDb db, Webinar webinar, Registration registration, RegistrationStatus was, DateTimeOffset now) =>
        db.RecentCancellations.Add(new RecentCancellation(registration, was, webinar.CalendarSequence, now));

    /// <summary>Staff cancel: kept, in the diary, and told when it can no longer be taken back.</summary>
    public static void ByStaff(
        CooperaDb db, Webinar webinar, Registration registration, string staff, string? reason, bool tells, DateTimeOffset now)
    {
        var was = registration.Status;
        registration.Cancel(reason, now);
        Keep(db, webinar, registration, was, now);
        db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.Cancelled, staff, reason, now));
        if (tells)
        {
            db.QueueForLater(
                MailCause.Staff,
                new RegistrationCancelled(
                    WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), was == RegistrationStatus.Confirmed, ByStaff: true),
                registration,
                now);
        }
    }

    /// <param name="actor">Of the staff; null for the person.</param>
    public static async Task<TakenBack> TakeBackAsync(
        CooperaDb db, Webinar webinar, Registration registration, string? actor, DateTimeOffset now)
    {
        if (registration.IsActive)
        {
            return TakenBack.AlreadyActive;
        }

        var recent = await db.RecentCancellations.SingleOrDefaultAsync(c => c.RegistrationId == registration.Id);
        var (email, first, last) = (registration.Email, registration.FirstName, registration.LastName);
        var room = await MailboxRoom.LookAsync(db, webinar.Id, email, first, last);
        if (room.Same is { IsAccepted: true })
        {
            return TakenBack.SignedUpAgain;
        }

        if (recent?.CanBeTakenBackAt(now) != true || !SendConfirmationAgain.IsPossible(webinar, now))
        {
            return TakenBack.TooLate;
        }

        await Unconfirmed.MakeWayAsync(db, webinar.Id, email, first, last);
        registration.Restore(recent.Was, now, sharesMailbox: room.First is not null);
        db.RecentCancellations.Remove(recent);
        db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.Restored, actor, note: null, now));
        await Mails(db, registration.Id, recent.At).TakeBackAsync(now);
        await db.OutgoingMails.Where(m => m.RegistrationId == registration.Id)
            .RequeueOvertakenAsync(MailFailureKind.RegistrationCancelled, now);
        if (await MissedSomethingAsync(db, webinar, recent) && SendConfirmationAgain.MailFor(webinar, registration) is { } mail)
        {
            db.Queue(actor is null ? MailCause.Proven : MailCause.Staff, mail, registration, now);
        }

        await db.SaveChangesAsync();
        if (registration.Status == RegistrationStatus.Waiting)
        {
            await Places.FillAsync(db, webinar, now); // what was free meanwhile was perhaps theirs
        }

        return TakenBack.Done;
    }

    /// <summary>Who cancels and then signs up again finds the place that is still kept for them. False when none is.</summary>
    public static async Task<bool> GivePlaceBackAsync(CooperaDb db, int webinarId, Participant participant, DateTimeOffset now)
    {
        var kept = await db.RecentCancellations.Where(c => c.WebinarId == webinarId && c.Was == RegistrationStatus.Confirmed)
            .Join(db.Registrations, c => c.RegistrationId, r => r.Id, (recent, r) => new { recent, r.EmailKey, r.FirstName, r.LastName })
            .Where(c => c.EmailKey == participant.Email.Key).ToListAsync();
        var name = $"{participant.FirstName} {participant.LastName}";
        if (kept.Find(c => PersonName.AreAlike($"{c.FirstName} {c.LastName}", name))?.recent is not { } recent)
        {
            return false; // what a colleague with the same mailbox left is still theirs
        }

        // The mail about the first one goes out before the one about the second.
        await Mails(db, recent.RegistrationId, recent.At).Where(m => m.Status == OutgoingMailStatus.Queued)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.NextAttemptAt, now));
        db.RecentCancellations.Remove(recent);
        return true;
    }

    /// <summary>They read that it was cancelled, or the others were told of a change while they were not among them.</summary>
    private static async Task<bool> MissedSomethingAsync(CooperaDb db, Webinar webinar, RecentCancellation recent) =>
        await Mails(db, recent.RegistrationId, recent.At).AnyAsync()
        || (!await db.WebinarAnnouncements.AnyAsync(a => a.WebinarId == webinar.Id && a.DueAt != null)
            && (webinar.CalendarSequence != recent.CalendarSequence
                || await db.OutgoingMails.AnyAsync(m => m.CreatedAt >= recent.At && m.Kind == MailKinds.WebinarChanged
                    && db.Registrations.Any(r => r.Id == m.RegistrationId && r.WebinarId == webinar.Id))));

    private static IQueryable<OutgoingMail> Mails(CooperaDb db, Guid registrationId, DateTimeOffset since) => db.OutgoingMails.Where(
        m => m.RegistrationId == registrationId && m.Kind == MailKinds.RegistrationCancelled && m.CreatedAt >= since);
}
