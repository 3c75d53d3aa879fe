using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Certificates;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

public enum CorrectedName
{
    Done,
    AlreadySo,

    /// <summary>It would be another person.</summary>
    TooDifferent,

    /// <summary>Somebody of this name is signed up with the address.</summary>
    Taken,
    TooOften,
    NoCertificate,
}

/// <summary>Who has a certificate puts right how their name is written on it: another takes its place at once.</summary>
public sealed class CorrectOwnName(CooperaDb database, Reissuing reissuing, TimeProvider clock)
{
    /// <summary>Of one registration; who needs more asks the secretariat.</summary>
    public const int Most = 3;

    private const string Actor = "la persona";

    public Task<CorrectedName> RunAsync(
        Registration seen, string firstName, string lastName, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => CorrectAsync(db, seen, firstName, lastName), cancellationToken);

    private async Task<CorrectedName> CorrectAsync(CooperaDb db, Registration seen, string firstName, string lastName)
    {
        var now = clock.GetUtcNow();
        var webinar = await db.LockWebinarAsync(seen.WebinarId);
        var person = await db.Registrations.SingleAsync(r => r.Id == seen.Id);
        var key = seen.Id.ToString("N");
        if (webinar is null || person.Status != RegistrationStatus.Confirmed
            || await db.Certificates.SingleOrDefaultAsync(c => c.ActiveKey == key) is not { } certificate)
        {
            return CorrectedName.NoCertificate;
        }

        if ((certificate.FirstName, certificate.LastName) == (firstName, lastName))
        {
            return CorrectedName.AlreadySo;
        }

        // Step by step one name could become any other: the first one decides.
        var first = await db.Certificates.Where(c => c.RegistrationId == seen.Id).OrderBy(c => c.IssuedAt).FirstAsync();
        if (!NameCorrection.IsOne(first.FullName, $"{firstName} {lastName}".TrimEnd()))
        {
            return CorrectedName.TooDifferent;
        }

        if (await db.Certificates.CountAsync(c => c.RegistrationId == seen.Id) > Most)
        {
            return CorrectedName.TooOften;
        }

        var participant = new Participant(
            firstName, lastName, person.Email, person.ParticipantKind, person.PublicBodyCode, person.OtherBody,
            await db.BodyNameAsync(person) ?? person.OtherBody, person.Role, person.Phone);
        var room = await MailboxRoom.LookAsync(db, webinar.Id, participant, except: person.Id);
        if (room.Same is not null)
        {
            return CorrectedName.Taken;
        }

        var changed = ChangedFields.Of(person, participant, answersChanged: false);
        person.Change(participant, now, room.IsShared);
        db.RegistrationEvents.Add(new RegistrationEvent(person.Id, RegistrationEventKind.Changed, actor: null, changed, now));
        await db.SaveChangesAsync();
        await reissuing.RunAsync(db, webinar, certificate, person, Actor, now);
        await db.SaveChangesAsync();
        return CorrectedName.Done;
    }
}
