using Coopera.Core.Data;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Documents.Signatures;
using Coopera.Domain.Mail;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Mail.Inbox.Certified;

internal static class PecReading
{
    /// <summary>Null for what is no certified mail, or cannot be read as such: the other readers see it as it is.</summary>
    public static PecMessage? Read(IncomingMail mail, Settings settings, CancellationToken cancellationToken)
    {
        // Everything that a provider writes says so, in its headers or by its files: most mails are not looked into any further.
        if (!mail.Message.Headers.Any(header => header.Field.StartsWith("X-Ric", StringComparison.OrdinalIgnoreCase)
            || header.Field.Equals("X-Trasporto", StringComparison.OrdinalIgnoreCase)
            || header.Field.Equals("X-Riferimento-Message-ID", StringComparison.OrdinalIgnoreCase))
            && mail.Arrived.Bytes.Span.IndexOf("daticert"u8) < 0)
        {
            return null;
        }

        try
        {
            var bytes = mail.Arrived.Bytes;
            var read = PecMessage.Read(bytes, settings.Pec.Trust, SignedFile.Budget(bytes.Length, cancellationToken));
            return read.Kind == PecMessageKind.Ordinary ? null
                : read with { Signature = Worth(read.Signature, mail.Arrived.Account, settings) };
        }
        catch (Exception e) when (e is ReadingBudgetExceededException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What comes to the certified mailbox its own provider has looked at; to any other comes what anybody made.</summary>
    private static GestoreSignature Worth(GestoreSignature signature, string account, Settings settings) =>
        signature == GestoreSignature.Verified && account != settings.Pec.Mailbox?.Account ? GestoreSignature.NotTrusted : signature;
}

/// <summary>What somebody wrote inside an envelope is shown to the other readers, as if it had come without.</summary>
public sealed class OpenPecLetter(IServiceProvider services, Settings settings, TimeProvider clock) : IInboxReader
{
    public InboxTurn Turn => InboxTurn.PecLetter;

    public async Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken)
    {
        if (mail.Certified(settings, cancellationToken) is not { Kind: PecMessageKind.Envelope or PecMessageKind.Anomaly } pec)
        {
            return null;
        }

        MailBounds.Check(pec.Letter.Content, cancellationToken);
        var letter = await IncomingMail.ParseAsync(
            mail.Arrived with { Bytes = pec.Letter.Content, Size = pec.Letter.Content.Length }, cancellationToken);

        // Who asks by certified mail expects a certified answer: people give it.
        var behind = services.GetServices<IInboxReader>().For(letter, clock.GetUtcNow())
            .Where(reader => reader.Turn > Turn && !(reader.Turn == InboxTurn.SchedaRequest && pec.Kind == PecMessageKind.Envelope));
        foreach (var reader in behind)
        {
            if (await reader.ReadAsync(letter, db, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return new InboxFinding(InboxOutcome.LeftAlone)
        {
            Detail = pec.Signature == GestoreSignature.Verified ? "" : PecPhrases.NotVerified,
        };
    }
}
