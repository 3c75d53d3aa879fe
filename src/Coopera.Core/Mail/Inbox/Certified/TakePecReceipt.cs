using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail.Inbox.Certified;

/// <summary>
/// A receipt for a mail of ours is kept as it came, beside the mail. It must name the mail by its Message-ID, which is hard to guess, and
/// say nothing that contradicts it: who sent it, and to whom.
/// </summary>
public sealed class TakePecReceipt(UploadStore store, SiteAddresses addresses, Settings settings, TimeProvider clock) : IInboxReader
{
    private const int MostBytes = 45_000_000;

    public InboxTurn Turn => InboxTurn.Pec;

    public async Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken)
    {
        if (mail.Certified(settings, cancellationToken) is not { Kind: PecMessageKind.Receipt, Receipt: { } kind } pec)
        {
            return null;
        }

        if (await FindAsync(pec, kind, db, cancellationToken) is not { } about)
        {
            return new InboxFinding(InboxOutcome.PecReceiptOfNothing) { Detail = PecPhrases.Of(kind) };
        }

        var identifier = Text.Cut(pec.Certified?.Identifier ?? pec.Letter.MessageId ?? mail.Arrived.Uid.ToString(
            System.Globalization.CultureInfo.InvariantCulture), PecReceipt.IdentifierMaxLength);
        using var content = mail.Arrived.Bytes.AsStream();
        var file = await store.SaveAsync(content, "ricevuta.eml", "message/rfc822", MostBytes, cancellationToken)
            ?? throw new InvalidDataException("The receipt is larger than any message.");
        return new InboxFinding(InboxOutcome.PecReceipt, async (database, row) =>
        {
            var ours = await database.LockMailAsync(about.Id) ?? throw new InvalidOperationException("The mail of the receipt is gone.");
            row.Concerns(ours);
            if (pec.IsVerified && FailureOf(kind, pec.Certified) is { } failure)
            {
                ours.MarkBounced(failure, clock.GetUtcNow());
            }

            if (!await database.PecReceipts.AnyAsync(r => r.MailId == about.Id && r.Kind == kind && r.Identifier == identifier))
            {
                database.PecReceipts.Add(new PecReceipt(
                    about.Id, kind, identifier, pec.Certified?.At ?? pec.Letter.Date ?? mail.Arrived.ReceivedAt, pec.IsVerified,
                    clock.GetUtcNow())
                {
                    Error = pec.Certified?.Error ?? PecError.None,
                    ErrorDetail = pec.Certified?.ErrorDetail,
                    Provider = pec.Certified?.Provider is { } provider ? Text.Cut(provider, PecReceipt.ProviderMaxLength) : null,
                    StoreKey = file.Key,
                    Sha256 = file.Sha256,
                });
            }
        })
        {
            Detail = PecPhrases.Of(kind) + (pec.IsVerified ? "" : $" ({PecPhrases.NotVerified})"),
        };
    }

    /// <summary>It will not arrive: the mail has failed after all. Only the provider's word is enough for that.</summary>
    private static MailFailure? FailureOf(PecReceiptKind kind, Daticert? certified) => kind switch
    {
        PecReceiptKind.VirusFound => new(MailFailureKind.ContentRefused, Detail(certified)),
        PecReceiptKind.NotDelivered or PecReceiptKind.NotAccepted => certified?.Error switch
        {
            PecError.NoRecipient or PecError.NoDomain => new(MailFailureKind.NoSuchMailbox, Detail(certified)),
            PecError.Virus => new(MailFailureKind.ContentRefused, Detail(certified)),
            _ => new(MailFailureKind.RecipientRefused, Detail(certified)),
        },
        _ => null,
    };

    private static string Detail(Daticert? certified) => certified?.ErrorDetail ?? "";

    private async Task<OutgoingMail?> FindAsync(
        PecMessage pec, PecReceiptKind kind, CooperaDb db, CancellationToken cancellationToken)
    {
        // What the provider signed counts before a header.
        if ((pec.Certified?.MessageId ?? pec.RefersTo)?.Split('@') is not [var word, var host]
            || !host.Equals(addresses.Host, StringComparison.OrdinalIgnoreCase) || !Guid.TryParseExact(word, "N", out var id)
            || (pec.RefersTo is { } header && pec.Certified?.MessageId is { } certified
                && !header.Equals(certified, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var mail = await db.OutgoingMails.AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == id && m.LaneId == MailLane.CertifiedId, cancellationToken);
        return mail is not null && IsAbout(pec, kind, mail) ? mail : null;
    }

    private bool IsAbout(PecMessage pec, PecReceiptKind kind, OutgoingMail mail)
    {
        var isOfDelivery = kind is PecReceiptKind.Delivered or PecReceiptKind.NotDelivered or PecReceiptKind.DeliveryDelayed;
        return Agrees(pec.Certified?.Sender, settings.Pec.Account?.From)
            && (!isOfDelivery || Agrees(pec.Certified?.DeliveredTo, mail.Recipient));
    }

    private static bool Agrees(string? said, EmailAddress? known) =>
        said is null || known is null || (EmailAddress.TryParse(said, out var address) && address == known);
}
