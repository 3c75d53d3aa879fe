using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.People;

/// <param name="Ahead">How many wait before them; null for who does not wait.</param>
public sealed record PersonPage(
    Registration Registration,
    Webinar Webinar,
    PublicBodyEntry? Body,
    QuestionSheet Questions,
    IReadOnlyDictionary<Guid, AnswerText> Answers,
    IReadOnlyList<DiaryLine> Diary,
    IReadOnlyList<OtherRegistration> Others,
    int? Ahead,
    int? PlacesLeft,
    bool CanMail)
{
    public bool WasOvertaken { get; init; }

    /// <summary>Why what they asked for was not done.</summary>
    public string? Refused { get; init; }

    /// <summary>The cancellation, while it can be taken back.</summary>
    public RecentCancellation? Recent { get; init; }

    /// <summary>What is known of the address, when mails came back from there.</summary>
    public BouncingAddress? Bouncing { get; init; }

    /// <summary>The last mail that came back and was not put right.</summary>
    public OutgoingMail? CameBack { get; init; }

    /// <summary>The address does, by whichever of its registrations.</summary>
    public bool WantsInvitations { get; init; }

    /// <summary>When they came in and left, as far as the site knows.</summary>
    public IReadOnlyList<PresenceInterval> Stays { get; init; } = [];

    /// <summary>What the site wrote by itself, or was too late to.</summary>
    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    public string Address => Addresses.Admin.Registrations.Page(Registration.Id);

    public string? BodyName => Body?.FullName ?? Registration.OtherBody;

    public static async Task<PersonPage?> FindAsync(CooperaDb db, PublicBodyDirectory directory, Guid id, DateTimeOffset now)
    {
        if (await db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } registration)
        {
            return null;
        }

        var webinar = await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == registration.WebinarId);
        var questions = await QuestionSheet.ReadAsync(db, webinar.Id);
        var others = await (
            from other in db.Registrations.AsNoTracking()
            where other.EmailKey == registration.EmailKey && other.Id != id
            join its in db.Webinars on other.WebinarId equals its.Id
            orderby its.StartsAt descending, other.Number descending
            select new OtherRegistration(
                other.Id, its.Title, its.StartsAt, other.Status, other.FirstName, other.LastName)).Take(20).ToListAsync();
        var waits = registration.Status == RegistrationStatus.Waiting;
        var isAhead = SendConfirmationAgain.IsPossible(webinar, now);
        return new PersonPage(
            registration,
            webinar,
            await directory.FindAsync(registration.PublicBodyCode),
            questions,
            await questions.AnswersAsync(db, id),
            await DiaryLine.OfAsync(db, registration),
            others,
            waits ? await db.Registrations.CountAsync(
                r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Waiting && r.Number < registration.Number) : null,
            waits && webinar.Capacity is not null
                ? webinar.PlacesLeft(await Places.TakenAsync(db, webinar.Id)) : null,
            isAhead)
        {
            Recent = isAhead ? await TakeBackCancellation.PossibleAsync(db, registration, now) : null,
            Stays = await db.PresenceIntervals.AsNoTracking().Where(p => p.RegistrationId == id).OrderBy(p => p.EnteredAt).ToListAsync(),
            Reminders = await db.Reminders.AsNoTracking().Where(r => r.RegistrationId == id).OrderBy(r => r.Id).ToListAsync(),
            Bouncing = await db.BouncingAddresses.AsNoTracking()
                .SingleOrDefaultAsync(a => a.Key == registration.EmailKey && a.HardBounces > 0),
            CameBack = await db.OutgoingMails.AsNoTracking()
                .Where(m => m.RegistrationId == id && m.BouncedAt != null && m.Status == OutgoingMailStatus.Failed)
                .OrderByDescending(m => m.BouncedAt).FirstOrDefaultAsync(),
            WantsInvitations = await InvitationChoice.IsWantedAsync(db, registration),
        };
    }
}

public sealed record OtherRegistration(
    Guid Id, string Webinar, DateTimeOffset StartsAt, RegistrationStatus Status, string FirstName, string LastName)
{
    /// <summary>Several people may share an address.</summary>
    public string FullName => $"{FirstName} {LastName}".TrimEnd();
}

public sealed record DiaryLine(DateTimeOffset At, string What, string Detail, string? Note = null, Guid? MailId = null)
{
    public static async Task<IReadOnlyList<DiaryLine>> OfAsync(CooperaDb db, Registration registration)
    {
        var events = await db.RegistrationEvents.AsNoTracking()
            .Where(e => e.RegistrationId == registration.Id).OrderBy(e => e.Id).ToListAsync();
        var mails = await db.OutgoingMails.AsNoTracking()
            .Where(m => m.RegistrationId == registration.Id).OrderBy(m => m.CreatedAt).ToListAsync();
        var lines = new List<DiaryLine>();
        if (!events.Exists(e => e.Kind == RegistrationEventKind.AddedByStaff))
        {
            lines.Add(new DiaryLine(registration.CreatedAt, "Iscrizione dal sito", $"numero {registration.Number}"));
        }

        lines.AddRange(events.Select(e => new DiaryLine(e.At, e.Kind.Label(), e.Actor ?? e.Kind.Doer(), e.NoteInWords())));
        lines.AddRange(mails.Select(Of));
        return [.. lines.Index().OrderByDescending(line => line.Item.At).ThenByDescending(line => line.Index).Select(line => line.Item)];
    }

    private static DiaryLine Of(OutgoingMail mail)
    {
        var what = $"Email «{MailPhrases.SubjectOf(mail)}»";
        return mail.Status switch
        {
            OutgoingMailStatus.Sent =>
                new DiaryLine(mail.SentAt ?? mail.CreatedAt, what, $"consegnata al server, a {mail.Recipient}", null, mail.Id),
            OutgoingMailStatus.Failed when mail.BouncedAt is { } bounced =>
                new DiaryLine(bounced, what, $"tornata indietro, da {mail.Recipient}", Reason(mail), mail.Id),
            OutgoingMailStatus.Failed => new DiaryLine(mail.CreatedAt, what, $"non consegnata, a {mail.Recipient}", Reason(mail), mail.Id),
            OutgoingMailStatus.Dismissed => new DiaryLine(mail.CreatedAt, what, $"chiusa senza spedire, a {mail.Recipient}", null, mail.Id),
            _ when mail.WaitsItsTime => new DiaryLine(
                mail.CreatedAt, what, $"parte {RomeTime.At(mail.NextAttemptAt)}, a {mail.Recipient}", null, mail.Id),
            _ when mail.Attempts == 0 => new DiaryLine(mail.CreatedAt, what, $"in partenza, a {mail.Recipient}", null, mail.Id),
            _ => new DiaryLine(
                mail.CreatedAt, what, $"in partenza, a {mail.Recipient}: si riprova {RomeTime.DateAndTime("il", mail.NextAttemptAt)}",
                Reason(mail), mail.Id),
        };
    }

    private static string? Reason(OutgoingMail mail) => mail.Failure is { } failure ? MailReason.Of(failure).Words : null;
}
