using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <summary>Registrations that were cancelled together; they are known by the moment.</summary>
public sealed record CancelledTogether(DateTimeOffset At, DateTimeOffset Until, int Count)
{
    public static async Task<IReadOnlyList<CancelledTogether>> OfAsync(CooperaDb db, int webinarId, DateTimeOffset now) =>
    [
        .. (await db.RecentCancellations.AsNoTracking().Where(c => c.WebinarId == webinarId && c.Until > now).ToListAsync())
            .GroupBy(c => (c.At, c.Until)).Where(group => group.Count() > 1)
            .Select(group => new CancelledTogether(group.Key.At, group.Key.Until, group.Count())),
    ];
}

/// <summary>What <see cref="HandleMany"/> cancelled a moment ago is again what it was, but for whoever has signed up again.</summary>
public sealed class RestoreMany(CooperaDb database, TimeProvider clock)
{
    public Task<ChangeResult> RunAsync(
        int webinarId, DateTimeOffset cancelledAt, string staff, Guid? form = null, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(form, db => RunAsync(db, webinarId, cancelledAt, staff), cancellationToken);

    private async Task<ChangeResult> RunAsync(CooperaDb db, int webinarId, DateTimeOffset cancelledAt, string staff)
    {
        var now = clock.GetUtcNow();
        if (await db.LockWebinarAsync(webinarId) is not { } webinar)
        {
            return ChangeResult.NotFound;
        }

        var ids = await db.RecentCancellations
            .Where(c => c.WebinarId == webinarId && c.At == cancelledAt && c.Until > now).Select(c => c.RegistrationId).ToListAsync();
        List<long> numbers = [];
        foreach (var id in ids)
        {
            var registration = await db.Registrations.SingleAsync(r => r.Id == id);
            if (await Cancellations.TakeBackAsync(db, webinar, registration, staff, now) == TakenBack.Done)
            {
                numbers.Add(registration.Number);
            }

            db.ChangeTracker.Clear(); // thousands of them would be looked through again at every step
        }

        if (numbers.Count == 0)
        {
            return ChangeResult.Refused(TakenBack.TooLate.Sentence());
        }

        var details = $"{RegistrationPhrases.Registrations(numbers.Count)}. Numeri: {string.Join(", ", numbers.Order())}";
        Register.Add(
            db, staff, webinar.Title, AuditSubject.Webinar(webinar.Id), new RegisterLine(AuditAction.RegistrationsRestored, details), now);
        await db.SaveChangesAsync();
        return ChangeResult.Done(
            numbers.Count == 1 ? "Un’iscrizione è di nuovo com’era." : $"{Amount.Of(numbers.Count)} iscrizioni sono di nuovo com’erano.");
    }
}
