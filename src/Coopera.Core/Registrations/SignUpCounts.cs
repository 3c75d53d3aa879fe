using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>All that is read and counted when somebody signs up, in one question under the webinar's lock.</summary>
/// <param name="First">Who is signed up under the same address.</param>
/// <param name="Own">The registration of somebody who shares the address with others, by their name.</param>
/// <param name="Colleague">Another one of those, accepted if there is one.</param>
/// <param name="Kept">Places of who has just cancelled and may think again.</param>
/// <param name="FromNetwork">Forms sent from it in the last hour, whatever became of them.</param>
/// <param name="OfMailbox">Other spellings of it that are signed up; 0 for the plain one.</param>
internal sealed record SignUpCounts(
    Webinar Webinar, Registration? First, Guid? Own, Guid? Colleague, int Kept, long? LastNumber, int FromNetwork, int OfMailbox)
{
    private static readonly CompiledQuery<
        Func<CooperaDb, int, string, string, string, string, DateTimeOffset, int, Task<SignUpCounts>>> Counts =
        new(() => EF.CompileAsyncQuery(
            (CooperaDb db, int webinarId, string address, string own, string place, string mailbox, DateTimeOffset since, int most) => (
                from w in db.Webinars.AsNoTracking().Where(w => w.Id == webinarId)
                from existing in db.Registrations.AsNoTracking()
                    .Where(r => r.WebinarId == w.Id && r.ActiveKey == address).DefaultIfEmpty() // of w: a plain LEFT JOIN
                select new SignUpCounts(
                    w,
                    existing,
                    db.Registrations.Where(r => r.WebinarId == webinarId && r.ActiveKey == own).Select(r => (Guid?)r.Id).FirstOrDefault(),

                    // As AtMailbox has it: a compiled query takes no part from elsewhere.
                    db.Registrations.Where(r => r.EmailKey == address && r.WebinarId + 0 == webinarId && r.ActiveKey != null
                            && r.ActiveKey != address && r.ActiveKey != own)
                        .OrderBy(r => r.Status == RegistrationStatus.Unconfirmed).ThenBy(r => r.Number)
                        .Select(r => (Guid?)r.Id).FirstOrDefault(),
                    db.RecentCancellations.Count(c => c.WebinarId == webinarId && c.Was == RegistrationStatus.Confirmed),
                    db.Registrations.Where(r => r.WebinarId == webinarId).Max(r => (long?)r.Number),
                    db.SignUpAttempts.Where(a => a.WebinarId == webinarId && a.Place == place && a.At > since).Take(most).Count(),
                    db.Registrations.Count(r => r.WebinarId == webinarId && r.OtherSpellingOf == mailbox && r.ActiveKey != null)))
                .Single()));

    private static readonly CompiledQuery<Func<CooperaDb, int, int, Task<int>>> ConfirmedUpTo = new(() => EF.CompileAsyncQuery(
        (CooperaDb db, int webinarId, int most) => db.Registrations
            .Where(r => r.WebinarId == webinarId && r.Status == RegistrationStatus.Confirmed).Take(most).Count()));

    /// <summary>Null when there is no such webinar.</summary>
    /// <param name="network">Null when it is not counted.</param>
    /// <param name="most">So many sign-ups of a network are looked at, and no more.</param>
    public static async Task<SignUpCounts?> LockAsync(
        CooperaDb db, int webinarId, Participant participant, string? network, DateTimeOffset now, int most) =>
        await db.TryLockWebinarAsync(webinarId)
            ? await Counts.On(db)(
                db, webinarId, participant.Email.Key, Registration.SharedKeyOf(participant), network ?? "",
                Registration.MailboxSpelledAnotherWay(participant.Email) ?? "", // none is empty
                now - SignUpAttempt.Counted, most)
            : null;

    public async Task<MailboxRoom> RoomOfAsync(CooperaDb db, Participant participant)
    {
        return MailboxRoom.Of(First, await OfAsync(Own), await OfAsync(Colleague), participant.FirstName, participant.LastName);

        async Task<Registration?> OfAsync(Guid? one) =>
            one is { } id ? await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == id) : null;
    }

    /// <summary>How many forms had come from the same network when this registration was made.</summary>
    public static async Task<int> BeforeAsync(CooperaDb db, Guid registrationId)
    {
        var own = await db.SignUpAttempts.AsNoTracking().Where(a => a.RegistrationId == registrationId).OrderBy(a => a.Id)
            .FirstOrDefaultAsync();
        var since = own?.At - SignUpAttempt.Counted;
        return own is null ? 0 : await db.SignUpAttempts.CountAsync(
            a => a.WebinarId == own.WebinarId && a.Place == own.Place && a.Id < own.Id && a.At > since);
    }

    /// <summary>
    /// Everybody who ever signed up has a number of their own. So while these have not come as far as the places, not all of them can be
    /// taken, and who has one is counted only after that.
    /// </summary>
    public async Task<bool> IsFullAsync(CooperaDb db) => Webinar.Capacity is { } capacity && (LastNumber ?? 0) + Kept >= capacity
        && Webinar.PlacesLeft(await ConfirmedUpTo.On(db)(db, Webinar.Id, capacity) + Kept) == 0;
}
