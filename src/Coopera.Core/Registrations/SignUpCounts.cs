using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>All that is counted when somebody signs up, in one question under the webinar's lock.</summary>
/// <param name="Taken">Places; 0 when there is no limit.</param>
/// <param name="FromNetwork">Forms sent from it in the last hour, whatever became of them.</param>
/// <param name="OfMailbox">Other spellings of it that are signed up; 0 for the plain one.</param>
internal sealed record SignUpCounts(int Taken, long? LastNumber, int FromNetwork, int OfMailbox)
{
    private static readonly CompiledQuery<Func<CooperaDb, int, string, string, DateTimeOffset, int, Task<SignUpCounts>>> Counts = new(
        () => EF.CompileAsyncQuery((CooperaDb db, int webinarId, string place, string mailbox, DateTimeOffset since, int most) =>
            db.Webinars.Where(w => w.Id == webinarId)
                .Select(w => new SignUpCounts(
                    w.Capacity != null
                        ? db.Registrations.Count(r => r.WebinarId == webinarId && r.Status == RegistrationStatus.Confirmed)
                        : 0,
                    db.Registrations.Where(r => r.WebinarId == webinarId).Max(r => (long?)r.Number),
                    db.SignUpAttempts.Where(a => a.WebinarId == webinarId && a.Place == place && a.At > since).Take(most).Count(),
                    db.Registrations.Count(r => r.WebinarId == webinarId && r.OtherSpellingOf == mailbox && r.ActiveKey != null)))
                .Single()));

    /// <param name="network">Null when it is not counted.</param>
    /// <param name="most">So many sign-ups of a network are looked at, and no more.</param>
    public static Task<SignUpCounts> OfAsync(
        CooperaDb db, int webinarId, EmailAddress address, string? network, DateTimeOffset now, int most) => Counts.On(db)(
        db, webinarId, network ?? "", Registration.MailboxSpelledAnotherWay(address) ?? "", now - SignUpAttempt.Counted, most); // none is empty

    public int? PlacesLeft(Webinar webinar) => webinar.PlacesLeft(Taken);
}
