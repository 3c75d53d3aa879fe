using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>
/// What a mail says when it goes out: nothing that no longer holds. A mail may have waited for hours, or be sent again after weeks.
/// </summary>
/// <param name="Overtaken">Why it does not go out at all; null when it does.</param>
public sealed record PresentFacts(MailContent Content, MailFailureKind? Overtaken)
{
    public static async Task<PresentFacts> OfAsync(CooperaDb db, OutgoingMail mail, DateTimeOffset now)
    {
        var content = MailContent.FromJson(mail.Content);
        return content switch
        {
            PasswordReset reset when reset.Link.EndsAt <= now => new(content, MailFailureKind.LinkExpired),
            CertificateIssued issued when await db.Certificates.AnyAsync(
                c => c.Id == issued.Certificate.Id && c.State != Domain.Certificates.CertificateState.Valid) =>
                new(content, MailFailureKind.CertificateMoved),
            DataLinkSent link when link.EndsAt <= now => new(content, MailFailureKind.LinkExpired),
            WrittenMessage message => await PresentMessage.OfAsync(db, mail, message, now),
            RegistrationCancelled or AddressReplaced => new(content, null), // what is past stays true, and calendars need it
            _ when mail.RegistrationId is { } id && content.TellsOfRegistration => await OfRegistrationAsync(db, mail, content, id, now),
            _ when mail.AdhesionId is { } id && !await db.Adhesions.AnyAsync(a => a.Id == id) => new(content, MailFailureKind.ThingGone),
            _ => new(content, null),
        };
    }

    private static async Task<PresentFacts> OfRegistrationAsync(
        CooperaDb db, OutgoingMail mail, MailContent content, Guid id, DateTimeOffset now)
    {
        var row = await (
            from r in db.Registrations.AsNoTracking()
            where r.Id == id
            join w in db.Webinars.AsNoTracking() on r.WebinarId equals w.Id
            select new { Registration = r, Webinar = w, Talks = w.Talks.ToList() }).SingleOrDefaultAsync();
        if (row is null)
        {
            return new(content, MailFailureKind.ThingGone);
        }

        var (registration, webinar) = (row.Registration, row.Webinar);
        if (content is WebinarRestored && !await db.OutgoingMails.AnyAsync(
            m => m.RegistrationId == id && m.Kind == MailKinds.WebinarCancelled && m.SentAt != null))
        {
            return new(content, MailFailureKind.StandsOtherwise); // they never read that it was cancelled
        }

        var ballot = await PresentBallot.OfAsync(db, mail, content, now);
        return OvertakenBy(content, mail, registration, webinar, now) is { } why
            ? new(content, why)
            : content is QuestionnaireOpen && ballot is not null ? new(content, ballot) : new(PresentBallot.Keep(content, ballot).As(
                WebinarFacts.Of(webinar) with { Programme = row.Talks.Programme() is { Length: > 0 } told ? told : null },
                RegistrationFacts.Of(registration)), null);
    }

    private static MailFailureKind? OvertakenBy(
        MailContent content, OutgoingMail mail, Registration registration, Webinar webinar, DateTimeOffset now)
    {
        var isCancelled = webinar.Status == WebinarStatus.Cancelled;
        return content switch
        {
            WebinarCancelled => isCancelled ? null : MailFailureKind.WebinarOnAgain,
            RegistrationToConfirm when isCancelled => MailFailureKind.WebinarCancelled,
            RegistrationToConfirm when registration.Status != RegistrationStatus.Unconfirmed => MailFailureKind.StandsOtherwise,
            RegistrationToConfirm => now >= registration.ConfirmBy ? MailFailureKind.LinkExpired : null,

            // Its link is of the registration: only who has that address may have it.
            _ when registration.Email != mail.Recipient => MailFailureKind.AddressChanged,
            _ when !registration.IsActive => MailFailureKind.RegistrationCancelled,
            _ when isCancelled => MailFailureKind.WebinarCancelled,
            PresenceDecided => null,
            WebinarThanks or QuestionnaireOpen when webinar.EndsAt > now => MailFailureKind.WebinarMoved,
            WebinarThanks or QuestionnaireOpen => Unless(RegistrationStatus.Confirmed),
            _ when webinar.EndsAt <= now => MailFailureKind.WebinarOver,
            RegistrationConfirmed or PlaceAssigned or WayInMoved => Unless(RegistrationStatus.Confirmed),
            RegistrationWaiting => Unless(RegistrationStatus.Waiting),
            WebinarReminder reminder when reminder.ForStart != webinar.StartsAt => MailFailureKind.WebinarMoved,
            WebinarReminder reminder => Unless(RegistrationStatus.Confirmed) ?? TooLate(reminder.Rule),
            WaitedInVain waited when waited.ForStart != webinar.StartsAt => MailFailureKind.WebinarMoved,
            WaitedInVain => Unless(RegistrationStatus.Waiting) ?? TooLate(ReminderRule.StillWaiting),
            _ => null,
        };

        MailFailureKind? Unless(RegistrationStatus status) =>
            registration.Status == status ? null : MailFailureKind.StandsOtherwise;

        // "Domani" is said on the day before, and on no other. Thanks may wait: they are as true later.
        MailFailureKind? TooLate(ReminderRule rule) =>
            ReminderTimes.Of(rule, webinar.StartsAt, webinar.EndsAt)?.SentUntil <= now
                ? MailFailureKind.TooLate : null;
    }
}
