using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <param name="Fingerprint">Of the count that was confirmed.</param>
/// <param name="Words">Who is meant, for the register.</param>
public sealed record BulkOrder(
    int WebinarId, BulkAction Action, Func<CooperaDb, IQueryable<Registration>> Meant, string Fingerprint, string Words, string? Reason, bool SendMail, string Staff, Guid? Form = null);

/// <summary>
/// Something is done to many registrations in one transaction, under the webinar's lock. They are counted again there: when it is not
/// exactly those any more that somebody confirmed, nothing happens.
/// </summary>
public sealed class HandleMany(CooperaDb database, TimeProvider clock)
{
    private const int Chunk = 500;

    /// <summary>How many it was done to.</summary>
    public Task<(PersonOutcome Outcome, int Count)> RunAsync(BulkOrder order, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(order.Form, db => RunAsync(db, order), cancellationToken);

    private async Task<(PersonOutcome, int)> RunAsync(CooperaDb db, BulkOrder order)
    {
        var now = clock.GetUtcNow();
        if (await db.LockWebinarAsync(order.WebinarId) is not { } webinar)
        {
            return (PersonOutcome.NotFound, 0);
        }

        var count = await BulkCount.OfAsync(order.Meant(db));
        if (count.Fingerprint != order.Fingerprint)
        {
            return (PersonOutcome.Overtaken, 0);
        }

        if (count.Active == 0 || (order.Action == BulkAction.Confirm && !SendConfirmationAgain.IsPossible(webinar, now)))
        {
            return (PersonOutcome.NotPossible, 0);
        }

        foreach (var numbers in count.Numbers.Chunk(Chunk))
        {
            foreach (var registration in await db.Registrations.Where(r => r.WebinarId == webinar.Id && numbers.Contains(r.Number)).ToListAsync())
            {
                Handle(db, webinar, registration, order, now);
            }

            await db.SaveChangesAsync();
            db.ChangeTracker.Clear(); // thousands of them would be looked through again at every step
        }

        db.AuditEntries.Add(new AuditEntry(
            order.Staff,
            order.Action == BulkAction.Cancel ? "annulla più iscrizioni" : "manda di nuovo più conferme",
            webinar.Title,
            $"{RegistrationPhrases.Registrations(count.Active)} ({order.Words}){(order.Action == BulkAction.Cancel ? order.SendMail ? ", con un’email a ogni persona" : ", senza email" : "")}. Numeri: {string.Join(", ", count.Numbers)}",
            now)
        {
            SubjectKey = AuditSubject.Webinar(webinar.Id),
            Reason = order.Reason,
        });
        await db.SaveChangesAsync();
        if (order.Action == BulkAction.Cancel)
        {
            await Places.FillAsync(db, webinar, now);
        }

        return (PersonOutcome.Done, count.Active);
    }

    private static void Handle(CooperaDb db, Webinar webinar, Registration registration, BulkOrder order, DateTimeOffset now)
    {
        if (order.Action == BulkAction.Confirm)
        {
            db.Queue(SendConfirmationAgain.MailFor(webinar, registration)!, registration, now);
            db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.ConfirmationSentAgain, order.Staff, note: null, now));
            return;
        }

        var hadPlace = registration.Status == RegistrationStatus.Confirmed;
        registration.Cancel(order.Reason, now);
        db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.Cancelled, order.Staff, order.Reason, now));
        if (order.SendMail)
        {
            db.Queue(new RegistrationCancelled(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), hadPlace, ByStaff: true), registration, now);
        }
    }
}
