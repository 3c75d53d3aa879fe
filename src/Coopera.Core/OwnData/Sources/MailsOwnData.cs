using System.Text.Json;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData.Sources;

public sealed class MailsOwnData : IOwnDataSource
{
    public IReadOnlyList<Type> Tables =>
    [
        typeof(OutgoingMail), typeof(PecReceipt), typeof(Mailing), typeof(MailRequest), typeof(IncomingMessage), typeof(BouncingAddress),
    ];

    public async Task<IReadOnlyList<OwnDataSection>> ReadAsync(CooperaDb db, OwnDataOf of) =>
    [
        await SentAsync(db, of), await ReceivedAsync(db, of), await BouncingAsync(db, of),
        new OwnDataSection(
            "mailRequests", "Richieste di link appena arrivate", "Restano pochi secondi, finché il sito risponde.",
            [.. (await db.MailRequests.AsNoTracking().ToListAsync()).Where(r => r.Email == of.Email)
                .Select(r => new OwnDataEntry(MailPhrases.KindOf(r.Kind), [OwnDataValue.At("requestedAt", "Chiesta", r.RequestedAt)]))]),
    ];

    /// <summary>Mails to the address as it is spelled, whatever else leads to the mailbox.</summary>
    public static async Task<List<Guid>> IdsAsync(CooperaDb db, EmailAddress email)
    {
        var mailbox = Mailbox.KeyOf(email);
        var rows = await db.OutgoingMails.AsNoTracking().Where(m => m.Mailbox == mailbox)
            .OrderByDescending(m => m.CreatedAt).Select(m => new { m.Id, m.Recipient }).ToListAsync();
        return [.. rows.Where(m => m.Recipient == email).Select(m => m.Id)];
    }

    private static async Task<OwnDataSection> SentAsync(CooperaDb db, OwnDataOf of)
    {
        var all = await IdsAsync(db, of.Email);
        var ids = all.Take(ReadOwnData.MostEntries).ToList();
        var mails = await db.OutgoingMails.AsNoTracking().Where(m => ids.Contains(m.Id)).OrderByDescending(m => m.CreatedAt).ToListAsync();
        var receipts = (await db.PecReceipts.AsNoTracking().Where(r => ids.Contains(r.MailId)).OrderBy(r => r.At).ToListAsync())
            .ToLookup(r => r.MailId);
        var mailingIds = mails.Select(m => m.MailingId).OfType<Guid>().Distinct().ToList();
        var mailings = await db.Mailings.AsNoTracking().Where(m => mailingIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Subject);
        return new OwnDataSection(
            "mails", "Email che ti abbiamo mandato", "Servono a rispedirle e a sapere perché una non è arrivata.",
            [.. mails.Select(mail => new OwnDataEntry(MailPhrases.KindOf(mail.Kind), [.. Values(mail)]))], all.Count);

        IEnumerable<OwnDataValue> Values(OutgoingMail mail)
        {
            if (SubjectOf(mail) is { } subject)
            {
                yield return new("subject", "Oggetto", subject);
            }

            yield return new("kind", "Che cos’è", MailPhrases.KindOf(mail.Kind), mail.Kind);
            if (mail.RecipientName.Length > 0)
            {
                yield return new("recipientName", "A chi", mail.RecipientName);
            }

            yield return OwnDataValue.At("createdAt", "Scritta", mail.CreatedAt);
            yield return OwnDataValue.Of(
                "status", "Com’è andata", mail.Status, MailPhrases.GroupOf(mail.Status, mail.LastAttemptAt is not null).State());
            if (mail.SentAt is { } sent)
            {
                yield return OwnDataValue.At("sentAt", "Spedita", sent);
            }

            if (mail.Failure is { } failure)
            {
                yield return new("failure", "Perché non è andata", MailReason.Of(failure).Words, failure.Kind.ToString());
            }

            if (mail.MailingId is { } mailing && mailings.TryGetValue(mailing, out var message))
            {
                yield return new("mailing", "Messaggio a più persone", message);
            }

            foreach (var receipt in receipts[mail.Id])
            {
                yield return OwnDataValue.At("certifiedReceipt", "Ricevuta PEC", receipt.At);
            }
        }
    }

    private static string? SubjectOf(OutgoingMail mail)
    {
        try
        {
            return MailPhrases.SubjectOf(mail);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    public static async Task<List<Guid>> ReceivedIdsAsync(CooperaDb db, EmailAddress email)
    {
        var word = Text.Fold(email.Display);
        var found = await db.IncomingMessages.AsNoTracking().Where(m => m.SearchText.Contains(word))
            .OrderByDescending(m => m.ReceivedAt).Select(m => new { m.Id, m.Sender }).ToListAsync();
        return [.. found.Where(m => EmailAddress.ParseOrNone(m.Sender) == email).Select(m => m.Id)];
    }

    private static async Task<OwnDataSection> ReceivedAsync(CooperaDb db, OwnDataOf of)
    {
        var all = await ReceivedIdsAsync(db, of.Email);
        var ids = all.Take(ReadOwnData.MostEntries).ToList();
        var messages = await db.IncomingMessages.AsNoTracking().Where(m => ids.Contains(m.Id))
            .OrderByDescending(m => m.ReceivedAt).ToListAsync();
        return new OwnDataSection(
            "received", "Email arrivate da questo indirizzo",
            "Del messaggio il sito tiene mittente, oggetto e che cosa ne ha fatto; il testo resta nella casella della segreteria.",
            [.. messages.Select(m => new OwnDataEntry(
                m.Subject,
                [
                    OwnDataValue.At("receivedAt", "Arrivata", m.ReceivedAt), new OwnDataValue("subject", "Oggetto", m.Subject),
                    OwnDataValue.Of("outcome", "Che cosa ne è stato", m.Outcome, m.Outcome.Words()),
                ]))],
            all.Count);
    }

    private static async Task<OwnDataSection> BouncingAsync(CooperaDb db, OwnDataOf of)
    {
        var rows = await db.BouncingAddresses.AsNoTracking().Where(a => a.Key == of.Key).ToListAsync();
        return new OwnDataSection(
            "bouncing", "Email tornate indietro", "Servono a non scrivere a un indirizzo che non esiste.",
            [.. rows.Select(a => new OwnDataEntry(a.Address.Display, [.. Values(a)]))]);

        static IEnumerable<OwnDataValue> Values(BouncingAddress address)
        {
            yield return new("count", "Quante", Amount.Of(address.HardBounces), $"{address.HardBounces}");
            if (address.LastAt is { } last)
            {
                yield return OwnDataValue.At("lastAt", "L’ultima", last);
                yield return new("serverSaid", "Il server ha detto", address.LastDetail);
            }

            if (address.RestsSince is { } since)
            {
                yield return OwnDataValue.At("restsSince", "Non scriviamo più dal", since);
            }
        }
    }
}
