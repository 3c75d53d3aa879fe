using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Coopera.Core.Registrations;

/// <summary>
/// What calendar programs answer to an invitation (RFC 5546, 3.2.3). Yes is what the site knows already. No cancels nothing, since one
/// presses it easily, and since anybody can send it: the registration's own address is told once where one cancels.
/// </summary>
internal sealed partial class CalendarAnswers(TimeProvider clock) : IInboxReader
{
    public InboxTurn Turn => InboxTurn.CalendarAnswer;

    public async Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken)
    {
        if (Answer(mail.Message) is not { } answer)
        {
            return null;
        }

        var id = RegistrationIdOf(answer);
        var isKnown = id is { } registration && await db.Registrations.AnyAsync(r => r.Id == registration, cancellationToken);
        if (!Declined().IsMatch(answer))
        {
            return new InboxFinding(InboxOutcome.CalendarAccepted, (_, row) => ConcernAsync(row, isKnown ? id : null));
        }

        return isKnown
            ? new InboxFinding(InboxOutcome.CalendarDeclined, (data, row) => AnswerAsync(data, row, id!.Value))
            : new InboxFinding(InboxOutcome.Automatic);
    }

    private static Task ConcernAsync(IncomingMessage row, Guid? id)
    {
        if (id is { } registration)
        {
            row.ConcernsRegistration(registration);
        }

        return Task.CompletedTask;
    }

    private async Task AnswerAsync(CooperaDb db, IncomingMessage row, Guid id)
    {
        row.ConcernsRegistration(id);
        var now = clock.GetUtcNow();
        var registration = await db.Registrations.SingleAsync(r => r.Id == id);
        var webinar = await db.LockWebinarAsync(registration.WebinarId); // two programs may answer at once: one mail goes
        if (registration.IsActive && registration.Status != RegistrationStatus.Unconfirmed && webinar!.EndsAt > now
            && !await db.OutgoingMails.AnyAsync(m => m.RegistrationId == id && m.Kind == MailKinds.InvitationDeclined))
        {
            var facts = WebinarFacts.Of(webinar);
            db.Queue(MailCause.Stranger, new InvitationDeclined(facts, RegistrationFacts.Of(registration)), registration, now);
        }
    }

    /// <summary>The calendar object, its long lines put together; null when there is none, or it asks for something.</summary>
    private static string? Answer(MimeMessage message)
    {
        var part = message.BodyParts.OfType<TextPart>().Take(20).FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));
        var text = part is null ? "" : Folded().Replace(IncomingMail.TextOf(part), "");
        return Reply().IsMatch(text) ? text : null;
    }

    /// <summary>The UID of the invitations begins with it.</summary>
    private static Guid? RegistrationIdOf(string calendar) =>
        Uid().Match(calendar) is { Success: true } match && Guid.TryParseExact(match.Groups[1].Value, "N", out var id) ? id : null;

    [GeneratedRegex(@"\r?\n[ \t]")]
    private static partial Regex Folded();

    [GeneratedRegex(@"^METHOD:\s*(REPLY|COUNTER)\s*$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^UID:\s*([0-9a-f]{32})@", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Uid();

    [GeneratedRegex(@"^ATTENDEE.*PARTSTAT=""?DECLINED", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Declined();
}
