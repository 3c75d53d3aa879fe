using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <param name="Fingerprint">Of the count that was confirmed.</param>
/// <param name="Words">Who is meant, for the register.</param>
public sealed record BulkOrder(
    int WebinarId, BulkAction Action, Func<CooperaDb, IQueryable<Registration>> Meant,
    string Fingerprint, string Words, string? Reason, bool SendMail, string Staff, Guid? Form = null);

/// <summary>
/// Something is done to many registrations in one transaction, under the webinar's lock. They are counted again there: when it is not
/// exactly those any more that somebody confirmed, nothing happens.
/// </summary>
public sealed class HandleMany(CooperaDb database, TimeProvider clock)
{
    private const int Chunk = 500;

    public Task<ChangeResult> RunAsync(BulkOrder order, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(order.Form, db => RunAsync(db, order), cancellationToken);

    private async Task<ChangeResult> RunAsync(CooperaDb db, BulkOrder order)
    {
        var now = clock.GetUtcNow();
        if (await db.LockWebinarAsync(order.WebinarId) is not { } webinar)
        {
            return ChangeResult.NotFound;
        }

        var count = await BulkCount.OfAsync(order.Meant(db));
        if (count.Fingerprint != order.Fingerprint)
        {
            return ChangeResult.Stale;
        }

        if (count.Active == 0 || (order.Action == BulkAction.Confirm && !SendConfirmationAgain.IsPossible(webinar, now)))
        {
            return ChangeResult.Stale;
        }

        foreach (var numbers in count.Numbers.Chunk(Chunk))
        {
            foreach (var registration in await db.Registrations.Where(
                r => r.WebinarId == webinar.Id && numbers.Contains(r.Number)).ToListAsync())
            {
                Handle(db, webinar, registration, order, now);
            }

            await db.SaveChangesAsync();
            db.ChangeTracker.Clear(); // thousands of them would be looked through again at every step
        }

        var cancels = order.Action == BulkAction.Cancel;
        var how = cancels ? order.SendMail ? ", con un’email a ogni persona" : ", senza email" : "";
        var line = new RegisterLine(
            cancels ? AuditAction.RegistrationsCancelled : AuditAction.ConfirmationsSentAgain,
            $"{RegistrationPhrases.Registrations(count.Active)} ({order.Words}){how}. Numeri: {string.Join(", ", count.Numbers)}",
            order.Reason);
        Register.Add(db, order.Staff, webinar.Title, AuditSubject.Webinar(webinar.Id), line, now);
        await db.SaveChangesAsync();
        return ChangeResult.Done(cancels
            ? count.Active == 1 ? "Un’iscrizione annullata." : $"{Amount.Of(count.Active)} iscrizioni annullate."
            : count.Active == 1 ? "Una conferma è di nuovo in partenza." : $"{Amount.Of(count.Active)} conferme sono di nuovo in "
                + "partenza.");
    }

    private static void Handle(CooperaDb db, Webinar webinar, Registration registration, BulkOrder order, DateTimeOffset now)
    {
        if (order.Action == BulkAction.Confirm)
        {
            db.Queue(MailCause.Staff, SendConfirmationAgain.MailFor(webinar, registration)!, registration, now);
            db.RegistrationEvents.Add(
                new RegistrationEvent(registration.Id, RegistrationEventKind.ConfirmationSentAgain, order.Staff, note: null, now));
            return;
        }

        // Perhaps they never signed up: who did not confirm hears nothing.
        Cancellations.ByStaff(db, webinar, registration, order.Staff, order.Reason, order.SendMail && registration.IsAccepted, now);
    }
}
