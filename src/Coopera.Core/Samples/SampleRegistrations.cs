using System.Net.Sockets;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using MailKit.Net.Smtp;
using MimeKit;

namespace Coopera.Core.Samples;

/// <summary>Who signed up for what, each with the mail about it, which went out at once; two did not.</summary>
internal sealed class SampleRegistrations(CooperaDb db, Queue<SamplePerson> people, DateTimeOffset now)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(97);

    private readonly List<(Registration Registration, OutgoingMail Mail)> _all = [];

    public IEnumerable<Registration> Of(Webinar webinar) =>
        _all.Select(one => one.Registration).Where(registration => registration.WebinarId == webinar.Id);

    public void Add(Webinar webinar, int count, DateTimeOffset before)
    {
        var confirmed = 0;
        for (var number = 1; number <= count; number++)
        {
            var at = before - (Between * (count - number + 1));
            var person = people.Dequeue();
            var registration = Registration.SignUp(
                webinar.Id,
                number,
                webinar.PlacesLeft(confirmed),
                person.Participant,
                new PrivacyNoticeReading(PrivacyNotice.Day, at, person.FutureInvitations),
                at);
            confirmed += registration.Status == RegistrationStatus.Confirmed ? 1 : 0;
            db.Registrations.Add(registration);
            _all.Add((registration, Tell(webinar, registration, at)));
        }
    }

    /// <summary>One address that does not exist, and one server that did not answer until the last attempt.</summary>
    public void FailTwoMails()
    {
        var unknown = MailFailures.Of(new SmtpCommandException(
            SmtpErrorCode.RecipientNotAccepted,
            SmtpStatusCode.MailboxUnavailable,
            new MailboxAddress("", _all[^2].Mail.Recipient.Deliverable),
            "Casella sconosciuta (esempio)"));
        _all[^2].Mail.MarkFailedAttempt(unknown, now, isFinal: true);
        var silent = MailFailures.Of(new SocketException((int)SocketError.ConnectionRefused));
        while (_all[^1].Mail.Status == OutgoingMailStatus.Queued)
        {
            _all[^1].Mail.MarkFailedAttempt(silent, now);
        }

        _all.SkipLast(2).ToList().ForEach(one => one.Mail.MarkSent(one.Registration.CreatedAt));
    }

    private OutgoingMail Tell(Webinar webinar, Registration registration, DateTimeOffset at)
    {
        var (about, person) = (WebinarFacts.Of(webinar), RegistrationFacts.Of(registration));
        var isConfirmed = registration.Status == RegistrationStatus.Confirmed;
        db.Queue(
            MailCause.Schedule,
            isConfirmed ? new RegistrationConfirmed(about, person) : new RegistrationWaiting(about, person),
            registration, at);
        return db.OutgoingMails.Local.Single(mail => mail.RegistrationId == registration.Id);
    }
}
