using Coopera.Core.Data;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Mail.Inbox.Certified;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Pdf.Reading;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.ByPec;

/// <summary>
/// A signed scheda that came by PEC lies with its adhesion, to be verified; what is not certain goes to the short list of the secretariat.
/// </summary>
public sealed class SchedaByPec(SendSignedCopy copies, Settings settings, TimeProvider clock) : IInboxReader
{
    public InboxTurn Turn => InboxTurn.Pec;

    public async Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken)
    {
        if (PecReading.Read(mail, settings, cancellationToken) is not { Kind: PecMessageKind.Envelope } pec)
        {
            return null;
        }

        var documents = await PecDocument.AllAsync(pec, cancellationToken);
        var schede = documents.Where(document => document.IsScheda).ToList();
        var chosen = schede.Count > 0 ? schede : [.. documents];
        var found = new List<(PecArrival Arrival, PecPlace Place)>();
        foreach (var document in chosen)
        {
            var place = await PecPlace.FindAsync(pec, document, chosen.Count == 1, db, cancellationToken);
            if (!place.IsNowhere || document.IsScheda || PecPlace.SpeaksOfScheda(pec.Letter))
            {
                found.Add(await KeepAsync(mail, pec, document, place, db, cancellationToken));
            }
        }

        return found.Count == 0 ? null : new InboxFinding(
            found.Exists(one => one.Place.Certain is null) ? InboxOutcome.SchedaByPecToDecide : InboxOutcome.SchedaByPec,
            async (database, row) =>
            {
                foreach (var (arrival, place) in found)
                {
                    await TakeAsync(database, row, arrival, place);
                }
            })
        {
            Detail = pec.IsVerified ? "" : PecPhrases.NotVerified,
        };
    }

    private async Task<(PecArrival, PecPlace)> KeepAsync(
        IncomingMail mail, PecMessage pec, PecDocument document, PecPlace place, CooperaDb db, CancellationToken cancellationToken)
    {
        var look = document.Look;
        if (place.Certain is { } adhesion)
        {
            var body = await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode, cancellationToken);
            look = await CopyInspection.LookAsync(adhesion, body, document.File, cancellationToken);
            if (look.Report.IsUnsignedScheda)
            {
                place = new PecPlace(null, PecDoubt.NotSigned, place.Candidates);
            }
        }

        var file = await copies.KeepAsync(document.File, look, cancellationToken)
            ?? throw new InvalidDataException("The antivirus found something in what came by PEC.");
        var arrival = new PecArrival(
            pec.Letter.Sender ?? "", pec.Letter.Subject, pec.IsVerified, mail.Arrived.ReceivedAt, file, look.Json,
            ProtocolIn(pec.Letter, cancellationToken), clock.GetUtcNow());
        return (arrival, place);
    }

    private async Task TakeAsync(CooperaDb db, IncomingMessage row, PecArrival arrival, PecPlace place)
    {
        // The transaction may run more than once, each time with what it read itself.
        var fresh = new PecArrival(
            arrival.Sender, arrival.Subject, arrival.IsVerified, arrival.ReceivedAt, arrival.File, arrival.Report, arrival.Protocol,
            clock.GetUtcNow());
        db.PecArrivals.Add(fresh);
        if (place.Certain is null || await db.LockAdhesionAsync(place.Certain.Id) is not { } adhesion)
        {
            fresh.Ask(place.Doubt, place.Candidates);
            row.Became(InboxOutcome.SchedaByPecToDecide, row.Detail);
            return;
        }

        var now = clock.GetUtcNow();
        var isOver = adhesion.IsOver
            || (adhesion.ActiveKey is null && await db.Adhesions.AnyAsync(other => other.ActiveKey == adhesion.PublicBodyCode));
        if (isOver || !adhesion.TakesMoreByPec(now))
        {
            fresh.Ask(isOver ? PecDoubt.Over : PecDoubt.TooMany, place.Candidates);
            row.Became(InboxOutcome.SchedaByPecToDecide, row.Detail);
            return;
        }

        row.ConcernsAdhesion(adhesion.Id);
        fresh.Attach(adhesion.Id, null, now);
        adhesion.ReadProtocol(arrival.Protocol, Actor.Pec, now);
        if (!adhesion.HasReceived(arrival.File.Sha256))
        {
            adhesion.ReceiveByPec(arrival.File, arrival.Report, await db.ReceiptOfAsync(adhesion, now), now);
            var body = await db.PublicBodies.SingleAsync(b => b.Code == adhesion.PublicBodyCode);
            db.QueueNews(MailCause.Stranger, adhesion, body, AdhesionEventKind.SignedCopyReceived, null, now);
        }
    }

    /// <summary>Only of one segnatura: of several nobody knows which is the sender's.</summary>
    private static BodyProtocol ProtocolIn(Letter letter, CancellationToken cancellationToken)
    {
        var budget = SignedFile.Budget(letter.Content.Length, cancellationToken);
        var found = letter.Files(budget).Select(file => Segnatura.Read(Opened(file, budget))).OfType<Segnatura>().Distinct().ToList();
        return found is not [var one] ? BodyProtocol.Unknown : new BodyProtocol(one.Number, one.Date, Office(one));
    }

    private static ReadOnlyMemory<byte> Opened(Attachment file, ReadingBudget budget)
    {
        try
        {
            return FileContent.Recognise(file.Content.Span) == FileKind.SignedCms
                && (file.Name ?? "").EndsWith(".xml.p7m", StringComparison.OrdinalIgnoreCase)
                    ? CmsOutline.Content(file.Content, budget) ?? default
                    : file.Content;
        }
        catch (Exception e) when (SignedFile.IsUnreadable(e))
        {
            return default;
        }
    }

    private static string Office(Segnatura segnatura) => Text.Cut(
        string.Join(", ", new[] { segnatura.Office, segnatura.OfficeName, segnatura.Administration }.OfType<string>().Distinct()),
        BodyProtocol.OfficeMaxLength);
}
