using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <summary>A member of staff wants to do something with a registration.</summary>
/// <param name="Seen">Its revision when they read it.</param>
/// <param name="Form">See <see cref="CooperaDb.WriteOnceAsync{T}"/>.</param>
public sealed record PersonCall(Guid Id, int Seen, string Staff, Guid? Form = null);

public enum PersonOutcome
{
    Done,

    /// <summary>Somebody was quicker, the person themselves perhaps: nothing was changed.</summary>
    Overtaken,

    /// <summary>The address has an active registration for this webinar already.</summary>
    AddressTaken,

    /// <summary>No place is left, and nobody said to go beyond.</summary>
    Full,

    /// <summary>What the page offered makes no sense any more: the webinar is over, the registration cancelled.</summary>
    NotPossible,

    /// <summary>The webinar's questions were changed after the answers were checked.</summary>
    QuestionsChanged,

    NotFound,
}

/// <summary>One thing that staff do with a registration, under the lock of its webinar.</summary>
public sealed class PersonTurn(CooperaDb db, Webinar webinar, Registration registration, string staff, DateTimeOffset now)
{
    public CooperaDb Db => db;

    public Webinar Webinar => webinar;

    public Registration Registration => registration;

    public DateTimeOffset Now => now;

    /// <summary>A line in the diary of the registration.</summary>
    public void Tell(RegistrationEventKind kind, string? note) =>
        db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, kind, staff, note, now));

    public void Mail(MailContent mail) => db.Queue(mail, registration, now);

    /// <summary>A line in the register of what staff did.</summary>
    /// <param name="before">Facts from before: what is different now is told.</param>
    public async Task RegisterAsync(string action, IReadOnlyDictionary<string, string> before, string? reason, string details = "")
    {
        var after = await FactsAsync();
        db.AuditEntries.Add(new AuditEntry(staff, action, $"{registration.FullName}, {webinar.Title}", details, now)
        {
            SubjectKey = AuditSubject.Registration(registration.Id),
            Before = RegistrationPhrases.Differing(before, after) is { Length: > 0 } old ? old : null,
            After = RegistrationPhrases.Differing(after, before) is { Length: > 0 } @new ? @new : null,
            Reason = reason,
        });
    }

    public async Task<IReadOnlyDictionary<string, string>> FactsAsync() => registration.Facts(
        registration.PublicBodyCode is { } code ? (await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == code)).FullName : null);
}

/// <summary>
/// What all that staff do with one registration has in common: the webinar's row is locked, as when people sign up; verb, diary, mail and
/// register are one transaction; and who was overtaken, by a colleague or by the person, changes nothing.
/// </summary>
public sealed class RegistrationDesk(CooperaDb database, TimeProvider clock)
{
    public async Task<PersonOutcome> TakeAsync(PersonCall call, Func<PersonTurn, Task<PersonOutcome>> turn, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteOnceAsync(call.Form, db => TakeAsync(db, call, turn), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return PersonOutcome.AddressTaken;
        }
    }

    private async Task<PersonOutcome> TakeAsync(CooperaDb db, PersonCall call, Func<PersonTurn, Task<PersonOutcome>> turn)
    {
        var webinarId = await db.Registrations.Where(r => r.Id == call.Id).Select(r => (int?)r.WebinarId).SingleOrDefaultAsync();
        if (webinarId is null || await db.LockWebinarAsync(webinarId.Value) is not { } webinar)
        {
            return PersonOutcome.NotFound;
        }

        var registration = await db.Registrations.SingleAsync(r => r.Id == call.Id);
        if (registration.Revision != call.Seen)
        {
            return PersonOutcome.Overtaken;
        }

        var outcome = await turn(new PersonTurn(db, webinar, registration, call.Staff, clock.GetUtcNow()));
        if (outcome == PersonOutcome.Done)
        {
            await db.SaveChangesAsync();
        }

        return outcome;
    }
}
