using Coopera.Core.Data;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Links;
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
public sealed class SchedaByPec(SendSignedCopy copies, AdhesionLinks links, Settings settings, TimeProvider clock) : IInboxReader
{
    public InboxTurn Turn => InboxTurn.Pec;

    public async Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken)
    {
        if (mail.Certified(settings, cancellationToken) is not { Kind: PecMessageKind.Envelope } pec)
        {
            return null;
        }

        var documents = await PecDocument.AllAsync(pec, links, cancellationToken);
        var schede = documents.Where(document => document.IsScheda).ToList();
        var chosen = schede.Count > 0 ? schede : [.. documents];
        if (chosen.Count == 0)
        {
            return null;
        }

        var sender = await PecSender.FindAsync(pec.Letter, db, cancellationToken);
        var found = new List<Kept>();
        foreach (var document in chosen)
        {
            var place = await PecPlace.FindAsync(pec, sender, document, chosen.Count == 1, db, cancellationToken);
            if (!place.IsNowhere || document.IsScheda || PecPlace.SpeaksOfScheda(pec.Letter))
            {
                found.Add(await KeepAsync(document, place, db, cancellationToken));
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        var protocol = ProtocolIn(pec.Letter, cancellationToken);
        return new InboxFinding(
            found.Exists(one => one.Place.Certain is null) ? InboxOutcome.SchedaByPecToDecide : InboxOutcome.SchedaByPec,
            async (database, row) =>
            {
                // The transaction may run more than once, each time with what it read itself.
                foreach (var (file, report, place) in found)
                {
                    var arrival = new PecArrival(
                        pec.Letter.Sender ?? "", pec.Letter.Subject, pec.IsVerified, mail.Arrived.ReceivedAt, file, report, protocol,
                        clock.GetUtcNow());
                    await TakeAsync(database, row, arrival, place);
                }
            })
        {
            Detail = pec.IsVerified ? "" : PecPhrases.NotVerified,
        };
    }

    private async Task<Kept> KeepAsync(PecDocument document, PecPlace place, CooperaDb db, CancellationToken cancellationToken)
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
        return new Kept(file, look.Json, place);
    }

    private async Task TakeAsync(CooperaDb db, IncomingMessage row, PecArrival arrival, PecPlace place)
    {
        db.PecArrivals.Add(arrival);
        var adhesion = place.Certain is { } certain ? await db.LockAdhesionAsync(certain.Id) : null;
        var now = clock.GetUtcNow();
        var doubt = adhesion is null ? place.Doubt
            : adhesion.IsOver || await db.IsTakenAsync(adhesion) ? PecDoubt.Over
            : !adhesion.TakesMoreByPec(now) ? PecDoubt.TooMany
            : PecDoubt.None;
        if (adhesion is null || doubt != PecDoubt.None)
        {
            arrival.Ask(doubt, place.Candidates);
            row.Became(InboxOutcome.SchedaByPecToDecide, row.Detail);
            return;
        }

        row.ConcernsAdhesion(adhesion.Id);
        arrival.Attach(adhesion.Id, null, now);
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

    /// <summary>A document in the store, with what was read in it.</summary>
    private sealed record Kept(StoredFile File, string Report, PecPlace Place);
}
