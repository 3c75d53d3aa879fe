using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

public sealed record PersonAtWebinar(Registration Registration, Webinar Webinar);

public sealed class ChangedRegistration(CooperaDb database, TimeProvider clock) : StaffChange<Guid, PersonAtWebinar>(database, clock)
{
    public static readonly ChangeResult AddressTaken = ChangeResult.Refused(
        "Questo indirizzo ha già un’iscrizione attiva a questo webinar.", "Email");
    public static readonly ChangeResult QuestionsChanged = ChangeResult.Refused(QuestionPhrases.ChangedWhileWriting);

    /// <summary>Null when there is room. Of another person at the mailbox staff say that it is one.</summary>
    public static ChangeResult? RefusalOf(MailboxRoom room, Participant participant) =>
        room.Same is { } same ? AddressTaken with { Id = $"{same.Id}" }
        : room.First is { IsAccepted: true } other && !participant.SharesMailbox ? Shared(other) : null;

    public static ChangeResult Shared(Registration other) =>
        ChangeResult.Refused(RegistrationPhrases.MailboxOf(other.FullName), nameof(Participant.SharesMailbox)) with { Id = $"{other.Id}" };

    protected override ChangeResult Taken => AddressTaken;

    protected override async Task<PersonAtWebinar?> LockAsync(CooperaDb db, Guid id)
    {
        var webinarId = await db.Registrations.Where(r => r.Id == id && r.ForgottenAt == null)
            .Select(r => (int?)r.WebinarId).SingleOrDefaultAsync();
        return webinarId is { } there && await db.LockWebinarAsync(there) is { } webinar
            ? new PersonAtWebinar(await db.Registrations.SingleAsync(r => r.Id == id), webinar)
            : null;
    }

    protected override string VersionOf(PersonAtWebinar thing) => thing.Registration.Revision.ToString(CultureInfo.InvariantCulture);

    protected override string KeyOf(Guid id) => AuditSubject.Registration(id);

    protected override string NameOf(PersonAtWebinar thing) => $"{thing.Registration.FullName}, {thing.Webinar.Title}";

    protected override async Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, PersonAtWebinar thing) =>
        thing.Registration.Facts(await db.BodyNameAsync(thing.Registration));
}

public static class RegistrationChanges
{
    public static void Diary(this Change<PersonAtWebinar> change, RegistrationEventKind kind, string? note) =>
        change.Db.RegistrationEvents.Add(new RegistrationEvent(change.Thing.Registration.Id, kind, change.Staff, note, change.Now));

    public static void Notify(this Change<PersonAtWebinar> change, MailContent mail) =>
        change.Db.Queue(MailCause.Staff, mail, change.Thing.Registration, change.Now);

    /// <summary>Null for a body outside the register.</summary>
    public static async Task<string?> BodyNameAsync(this CooperaDb db, Registration registration) => registration.PublicBodyCode is { } code
        ? (await db.PublicBodies.AsNoTracking().SingleAsync(body => body.Code == code)).FullName
        : null;

    public static async Task<MailboxRoom> RoomForAsync(this Change<PersonAtWebinar> change, Participant participant)
    {
        await Unconfirmed.MakeWayAsync(change.Db, change.Thing.Webinar.Id, participant);
        return await MailboxRoom.LookAsync(change.Db, change.Thing.Webinar.Id, participant, except: change.Thing.Registration.Id);
    }
}
