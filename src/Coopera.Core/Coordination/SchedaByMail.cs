using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Coopera.Core.Coordination;

/// <summary>
/// Somebody writes and asks for the scheda: they get it, with the link to fill it in, once a day. Who sends something along has it already.
/// What programs write never comes here (<see cref="InboxTurn.Automatic"/>); what another than the named sender has written is left for
/// people (<see cref="SenderProof"/>).
/// </summary>
internal sealed partial class SchedaByMail(TimeProvider clock) : IInboxReader
{
    public static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    public InboxTurn Turn => InboxTurn.SchedaRequest;

    public Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken) => Task.FromResult(
        mail.From.IsGiven && Asks(mail) && !SenderProof.IsRefuted(mail.Message)
            ? new InboxFinding(InboxOutcome.SchedaSent, (data, row) => AnswerAsync(data, row, mail.From))
            : null);

    private async Task AnswerAsync(CooperaDb db, IncomingMessage row, EmailAddress sender)
    {
        var now = clock.GetUtcNow();
        var since = now - Pause;
        var hasIt = await db.SchedaRequests.AnyAsync(r => r.EmailKey == sender.Key && r.RequestedAt > since);
        if (hasIt)
        {
            row.Became(InboxOutcome.SchedaHadAlready);
            return;
        }

        var mail = new BlankSchedaSent(null, null) { ByMail = true };
        var answer = Outbox.Row(MailCause.Stranger, mail, sender, "", registrationId: null, now);
        db.OutgoingMails.Add(answer);
        await db.SaveChangesAsync();
        if (db.Entry(answer).State == EntityState.Detached)
        {
            row.Became(InboxOutcome.SchedaHeldBack); // strangers have used up what this address gets: the next mail is answered
            return;
        }

        db.SchedaRequests.Add(SchedaRequest.ByMail(sender, now));
    }

    private static bool Asks(IncomingMail mail) =>
        !CarriesFiles(mail.Message)
        && ((!IsAnswer().IsMatch(mail.Subject) && Words().IsMatch(mail.Subject)) || Words().IsMatch(OwnWords(mail.Text)));

    /// <summary>A signed scheda that is sent in speaks of itself, too. Pictures of a signature and cards are nothing sent.</summary>
    private static bool CarriesFiles(MimeMessage message) => message.BodyParts.OfType<MimePart>().Take(50).Any(part =>
        part is not TextPart && (part.IsAttachment || part.FileName is not null)
        && !(part.ContentType.IsMimeType("image", "*") && !part.IsAttachment)
        && !NoPaper().IsMatch(part.FileName ?? "") && !NoPaper().IsMatch(part.ContentType.MimeType));

    /// <summary>Without what is quoted: our own mails speak of nothing but the scheda.</summary>
    private static string OwnWords(string text)
    {
        var end = Quoted().Match(text) is { Success: true } match ? match.Index : text.Length;
        return string.Join('\n', text[..end].Split('\n').Where(line => !line.TrimStart().StartsWith('>')));
    }

    [GeneratedRegex(@"\b(sched[ae]|adesion[ei]|aderire|coordinamento)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*(re|r|rif|risp|risposta|aw|fw|fwd|i|inoltra|inoltro)\s*(\[\d+\])?\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex IsAnswer();

    [GeneratedRegex(
        @"^[ \t]*(-{2,} ?(Messaggio|Original|Forwarded|Messaggio inoltrato)|_{10,}|(Da|From|De): .+|(Il|On|Le) .{5,120}(ha scritto|wrote|a écrit) ?:|-- ?$)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.(vcf|asc|ics)$|^application/pgp|pkcs7-signature|^text/", RegexOptions.IgnoreCase)]
    private static partial Regex NoPaper();
}
