using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// What a mailbox hears that a registration leaves, before it does: its calendar loses the event. The SEQUENCE is higher than any it got.
/// </summary>
internal static class OldMailbox
{
    public static void Tell(
        CooperaDb db, MailCause cause, Webinar webinar, Registration registration, DateTimeOffset now, bool byStaff = false)
    {
        var leaves = RegistrationFacts.Of(registration) with { CalendarSequence = registration.CalendarSequence + 1 };
        db.Queue(
            cause, new AddressReplaced(WebinarFacts.Of(webinar), registration.FirstName, leaves, byStaff),
            registration.Email, registration.FullName, registration.Id, now);
    }

    /// <summary>When staff put an address right it was perhaps nobody's, or nothing was ever sent to it.</summary>
    public static async Task TellIfReachedAsync(Change<PersonAtWebinar> change, EmailAddress newAddress)
    {
        var (registration, webinar) = change.Thing;
        if (registration.Email.Key == newAddress.Key)
        {
            return;
        }

        var mailbox = Mailbox.KeyOf(registration.Email);
        if (mailbox != Mailbox.KeyOf(newAddress) && await change.Db.OutgoingMails.AnyAsync(m =>
            m.RegistrationId == registration.Id && m.Mailbox == mailbox
            && (m.Status == OutgoingMailStatus.Sent || m.Status == OutgoingMailStatus.Queued)))
        {
            Tell(change.Db, MailCause.Staff, webinar, registration, change.Now, byStaff: true);
        }
    }
}
