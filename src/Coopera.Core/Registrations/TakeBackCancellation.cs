using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>The person thinks again. What staff cancelled is taken back by staff.</summary>
public sealed class TakeBackCancellation(CooperaDb database, TimeProvider clock)
{
    public Task<TakenBack> RunAsync(Registration registration, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var webinar = await db.LockWebinarAsync(registration.WebinarId)
                ?? throw new InvalidOperationException("A registration's webinar is always there.");
            var stored = await db.Registrations.SingleAsync(r => r.Id == registration.Id);
            return await IsByStaffAsync(db, stored)
                ? TakenBack.TooLate
                : await Cancellations.TakeBackAsync(db, webinar, stored, actor: null, clock.GetUtcNow());
        },
        cancellationToken);

    /// <summary>Who cancelled it last; false for what is active.</summary>
    public static async Task<bool> IsByStaffAsync(CooperaDb db, Registration registration) => !registration.IsActive
        && await db.RegistrationEvents.Where(e => e.RegistrationId == registration.Id && e.Kind == RegistrationEventKind.Cancelled)
            .OrderByDescending(e => e.Id).Select(e => e.Actor).FirstOrDefaultAsync() is not null;

    /// <summary>Null when it cannot, or no longer.</summary>
    public static async Task<RecentCancellation?> PossibleAsync(CooperaDb db, Registration registration, DateTimeOffset now) =>
        registration.IsActive ? null
        : await db.RecentCancellations.AsNoTracking().SingleOrDefaultAsync(c => c.RegistrationId == registration.Id) is { } recent
            && recent.CanBeTakenBackAt(now) ? recent : null;
}
