using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>What one form for several people has done: one mail a person, but one mailbox confirms in one go.</summary>
internal sealed class SignedUpTogether
{
    private readonly List<(Registration Registration, bool IsNew)> _people = [];
    private Webinar? _webinar;

    public void Add(Webinar webinar, Registration registration, bool isNew)
    {
        _webinar = webinar;
        _people.Add((registration, isNew));
    }

    public async Task TellAsync(CooperaDb db, DateTimeOffset now)
    {
        if (_webinar is not { } webinar)
        {
            return; // all of it was sent before
        }

        var colleague = await OfAsync(db, webinar);
        foreach (var (registration, _) in _people.Where(one => one.IsNew))
        {
            db.RegistrationEvents.Add(
                new RegistrationEvent(registration.Id, RegistrationEventKind.SignedUpTogether, actor: null, note: null, now));
            if (registration.IsAccepted)
            {
                var mail = FromColleague.Tell(SendConfirmationAgain.MailFor(webinar, registration)!, colleague);
                db.Queue(MailCause.Stranger, mail, registration, now);
            }
        }

        foreach (var box in _people.Where(one => one.IsNew && !one.Registration.IsAccepted).Select(one => one.Registration)
            .GroupBy(r => r.EmailKey))
        {
            List<Registration> together = [.. box];
            db.Queue(MailCause.Stranger, RegistrationToConfirm.Of(webinar, together), together[0], now);
        }

        await db.SaveChangesAsync();
        foreach (var known in _people.Where(one => !one.IsNew).Select(one => one.Registration)
            .DistinctBy(r => r.Status == RegistrationStatus.Unconfirmed ? $"{r.EmailKey} {r.CreatedAt:O}" : $"{r.Id}"))
        {
            await AlreadyRegisteredNotice.QueueAsync(db, webinar, known, now);
        }
    }

    /// <summary>What those read whom the form has signed up.</summary>
    public static async Task<FromColleague> OfAsync(CooperaDb db, Webinar webinar) =>
        new(!(await QuestionSheet.CurrentAsync(db, webinar.Id)).IsEmpty);

    /// <summary>Those who wait with this one for the same link: signed up by one form, with one mailbox.</summary>
    public static IQueryable<Registration> With(CooperaDb db, Registration registration)
    {
        var (webinar, mailbox, at) = (registration.WebinarId, registration.EmailKey, registration.CreatedAt);
        return db.AtMailbox(mailbox, webinar)
            .Where(r => r.CreatedAt == at && r.Status == RegistrationStatus.Unconfirmed && r.ActiveKey != null)
            .OrderBy(r => r.Number);
    }
}
