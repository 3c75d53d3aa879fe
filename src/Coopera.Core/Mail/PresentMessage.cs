using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>What staff wrote to many goes to those alone of whom it is still true that it was written to them.</summary>
public static class PresentMessage
{
    public static async Task<PresentFacts> OfAsync(CooperaDb db, OutgoingMail mail, WrittenMessage message, DateTimeOffset now)
    {
        if (message.IsTest)
        {
            return new(message, null);
        }

        if (await db.Mailings.AnyAsync(m => m.Id == message.MailingId && m.Status == MailingStatus.Withdrawn))
        {
            return new(message, MailFailureKind.MessageWithdrawn);
        }

        return message.Audience.Kind switch
        {
            AudienceKind.People => await OfPersonAsync(db, mail, message, now),
            AudienceKind.Invitations => await OfInvitedAsync(db, message, now),
            _ => await OfBodyAsync(db, mail, message),
        };
    }

    /// <summary>Adhesions whose contacts or whose followers are written to.</summary>
    public static IQueryable<Adhesion> Adhesions(CooperaDb db, AudienceKind kind) => kind == AudienceKind.Unfinished
        ? db.Adhesions.Where(a => (a.Status == AdhesionStatus.Draft || a.Status == AdhesionStatus.ChangesRequested) && a.ProvenAt != null
            && (a.ActiveKey != null || !db.Adhesions.Any(ahead => ahead.ActiveKey == a.PublicBodyCode)))
        : db.Adhesions.Where(a => a.Status == AdhesionStatus.Accepted);

    private static async Task<PresentFacts> OfPersonAsync(
        CooperaDb db, OutgoingMail mail, WrittenMessage message, DateTimeOffset now)
    {
        var row = await (
            from r in db.Registrations.AsNoTracking()
            where r.Id == mail.RegistrationId
            join w in db.Webinars.AsNoTracking() on r.WebinarId equals w.Id
            select new { Registration = r, Webinar = w }).SingleOrDefaultAsync();
        if (row is null)
        {
            return new(message, MailFailureKind.ThingGone);
        }

        var (registration, webinar) = (row.Registration, row.Webinar);
        var why = registration switch
        {
            _ when message.OpensSomething && registration.Email != mail.Recipient => MailFailureKind.AddressChanged,
            _ when webinar.Status == WebinarStatus.Cancelled && !message.KnewItCancelled => MailFailureKind.WebinarCancelled,
            _ when webinar.EndsAt <= now && !message.KnewItOver => MailFailureKind.WebinarOver,
            _ when message.Audience.Takes(registration.Status) => (MailFailureKind?)null,
            _ => registration.IsActive ? MailFailureKind.StandsOtherwise : MailFailureKind.RegistrationCancelled,
        };
        if (why is null && !registration.IsActive && await IsHereAgainAsync(db, registration))
        {
            why = MailFailureKind.StandsOtherwise; // it was written to who is gone, and they are here again
        }

        if (why is null && message.Audience.CameIn is { } came
            && came != await db.PresenceIntervals.AnyAsync(p => p.RegistrationId == registration.Id && p.ExcludedAt == null))
        {
            why = MailFailureKind.StandsOtherwise;
        }

        return why is { } overtaken
            ? new(message, overtaken)
            : new(message.As(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)), null);
    }

    /// <summary>Colleagues with the same mailbox are other people.</summary>
    private static async Task<bool> IsHereAgainAsync(CooperaDb db, Registration gone)
    {
        var own = Registration.SharedKeyOf(gone.Email, gone.FirstName, gone.LastName);
        var there = await db.Registrations.AsNoTracking().Where(r => r.WebinarId == gone.WebinarId
            && (r.ActiveKey == gone.EmailKey || r.ActiveKey == own) && r.Status != RegistrationStatus.Unconfirmed).ToListAsync();
        return there.Exists(r => r.IsNamed(gone.FirstName, gone.LastName));
    }

    private static async Task<PresentFacts> OfInvitedAsync(CooperaDb db, WrittenMessage message, DateTimeOffset now)
    {
        var key = message.Reader.Key;
        if (await db.WantingInvitations().AsNoTracking().Where(r => r.EmailKey == key)
            .OrderByDescending(r => r.CreatedAt).FirstOrDefaultAsync() is not { } subscriber)
        {
            return new(message, MailFailureKind.ConsentWithdrawn);
        }

        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == message.Audience.WebinarId) is not { } webinar)
        {
            return new(message, MailFailureKind.ThingGone);
        }

        var why = webinar.PhaseAt(now) switch
        {
            WebinarPhase.Open or WebinarPhase.NotYetOpen => (MailFailureKind?)null,
            WebinarPhase.Cancelled => MailFailureKind.WebinarCancelled,
            WebinarPhase.Concluded => MailFailureKind.WebinarOver,
            _ => MailFailureKind.SignUpsClosed,
        };
        if (why is null && await db.AtMailbox(key, webinar.Id).AnyAsync(r => r.ActiveKey != null))
        {
            why = MailFailureKind.SignedUpMeanwhile;
        }

        return new(message with { Webinar = WebinarFacts.Of(webinar), Registration = RegistrationFacts.Of(subscriber) }, why);
    }

    private static async Task<PresentFacts> OfBodyAsync(CooperaDb db, OutgoingMail mail, WrittenMessage message) =>
        new(
            message,
            await Adhesions(db, message.Audience.Kind).AnyAsync(a => a.Id == mail.AdhesionId) ? null
                : await db.Adhesions.AnyAsync(a => a.Id == mail.AdhesionId) ? MailFailureKind.AdhesionMoved
                : MailFailureKind.ThingGone);
}
