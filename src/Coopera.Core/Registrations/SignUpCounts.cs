using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>All that is counted when somebody signs up, in one question under the webinar's lock.</summary>
/// <param name="Confirmed">Places; 0 when there is no limit.</param>
/// <param name="Kept">Places of who has just cancelled and may think again; 0 when there is no limit.</param>
/// <param name="FromNetwork">Forms sent from it in the last hour, whatever became of them.</param>
/// <param name="OfMailbox">Other spellings of it that are signed up; 0 for the plain one.</param>
internal sealed record SignUpCounts(int Confirmed, int Kept, long? LastNumber, int FromNetwork, int OfMailbox)
{
    /// <param name="network">Null when it is not counted.</param>
    public static Task<SignUpCounts> OfAsync(CooperaDb db, int webinarId, EmailAddress address, string? network, DateTimeOffset now)
    {
        var since = now - SignUpAttempt.Counted;
        var (place, mailbox) = (network ?? "", Registration.MailboxSpelledAnotherWay(address) ?? ""); // none is empty
        return db.Webinars.Where(w => w.Id == webinarId)
            .Select(w => new SignUpCounts(
                w.Capacity != null
                    ? db.Registrations.Count(r => r.WebinarId == webinarId && r.Status == RegistrationStatus.Confirmed)
                    : 0,
                w.Capacity != null
                    ? db.RecentCancellations.Count(c => c.WebinarId == webinarId && c.Was == RegistrationStatus.Confirmed)
                    : 0,
                db.Registrations.Where(r => r.WebinarId == webinarId).Max(r => (long?)r.Number),
                db.SignUpAttempts.Count(a => a.WebinarId == webinarId && a.Place == place && a.At > since),
                db.Registrations.Count(r => r.WebinarId == webinarId && r.OtherSpellingOf == mailbox && r.ActiveKey != null)))
            .SingleAsync();
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

    public int? PlacesLeft(Webinar webinar) => webinar.PlacesLeft(Confirmed + Kept);
}
