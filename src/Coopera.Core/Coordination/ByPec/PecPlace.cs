using Coopera.Core.Data;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.ByPec;

/// <summary>Whom a letter comes from: the bodies recorded with its address, and the adhesions that are theirs or name it.</summary>
internal sealed record PecSender(List<PublicBody> Bodies, List<Adhesion> Adhesions)
{
    public static async Task<PecSender> FindAsync(Letter letter, CooperaDb db, CancellationToken cancellationToken)
    {
        if (EmailAddress.ParseOrNone(letter.Sender ?? "") is not { IsGiven: true } sender)
        {
            return new PecSender([], []);
        }

        // Compared here: engines differ in whether capitals matter.
        var bodies = (await db.PublicBodies.AsNoTracking().ToListAsync(cancellationToken)).FindAll(b => b.SuggestedPec == sender);
        var codes = bodies.Select(b => b.Code).ToList();
        var told = await db.Adhesions.AsNoTracking().Select(a => new { a.Id, a.Pec }).ToListAsync(cancellationToken);
        var tellers = told.Where(a => a.Pec == sender).Select(a => a.Id).ToList();
        return new PecSender(bodies, await db.Adhesions.AsNoTracking()
            .Where(a => codes.Contains(a.PublicBodyCode) || tellers.Contains(a.Id)).ToListAsync(cancellationToken));
    }
}

/// <summary>
/// Where a document that came by PEC belongs. Certain is only what nothing speaks against: one adhesion that its code or the QR on it
/// names, or the only one of the body whose recorded PEC sent it. Everything else is for people, with the adhesions it may belong to.
/// </summary>
internal sealed record PecPlace(Adhesion? Certain, PecDoubt Doubt, IReadOnlyList<Guid> Candidates)
{
    /// <summary>Nothing leads to an adhesion: it is no business of the Coordinamento.</summary>
    public bool IsNowhere => Certain is null && Doubt == PecDoubt.NoAdhesion && Candidates.Count == 0;

    public static async Task<PecPlace> FindAsync(
        PecMessage pec, PecSender sender, PecDocument document, bool isTheOnlyOne, CooperaDb db, CancellationToken cancellationToken)
    {
        var (bodies, ofSender) = (sender.Bodies, sender.Adhesions);
        var mentioned = PecDocument.CodesIn($"{pec.Letter.Subject} {Text.Cut(pec.Letter.Text, 4000)} {document.File.Name}").ToList();
        var codes = document.Codes.Concat(mentioned).ToList();
        var printed = document.Adhesions;
        var named = await db.Adhesions.AsNoTracking()
            .Where(a => codes.Contains(a.DocumentCode) || printed.Contains(a.Id)).ToListAsync(cancellationToken);
        var byCode = named.Where(a => document.Codes.Contains(a.DocumentCode) || printed.Contains(a.Id)).ToList();
        var candidates = byCode.Concat(named).Concat(ofSender.OrderBy(a => a.IsOver).ThenBy(a => a.ActiveKey is null))
            .Select(a => a.Id).Distinct().ToList();
        var (adhesion, doubt) = Choose();
        if (adhesion is null)
        {
            return new PecPlace(null, doubt, candidates);
        }

        var body = bodies.Find(b => b.Code == adhesion.PublicBodyCode)
            ?? await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode, cancellationToken);
        doubt = !pec.IsVerified ? PecDoubt.NotVerified
            : !isTheOnlyOne ? PecDoubt.SeveralDocuments
            : bodies.Count > 0 && bodies.TrueForAll(b => b.Code != body.Code) ? PecDoubt.OtherBody
            : Contradicts(document.BodyName, body) || named.Exists(a => a.PublicBodyCode != body.Code) ? PecDoubt.OtherBody
            : adhesion.IsOver || await db.IsTakenAsync(adhesion, cancellationToken) ? PecDoubt.Over
            : !adhesion.IsProven ? PecDoubt.NotProven
            : PecDoubt.None;
        return new PecPlace(doubt == PecDoubt.None ? adhesion : null, doubt, candidates);

        (Adhesion? Adhesion, PecDoubt Doubt) Choose()
        {
            if (byCode.Count > 0)
            {
                return byCode.Count == 1 ? (byCode[0], PecDoubt.None) : (null, PecDoubt.SeveralAdhesions);
            }

            // A code that names nothing here says that it is another paper.
            if (document.Codes.Count > 0 || printed.Count > 0 || bodies.Count != 1)
            {
                return (null, candidates.Count > 1 ? PecDoubt.SeveralAdhesions : PecDoubt.NoAdhesion);
            }

            var open = ofSender.Where(a => a.PublicBodyCode == bodies[0].Code && !a.IsOver).ToList();
            var only = open.Count == 1 ? open[0] : open.SingleOrDefault(a => a.ActiveKey is not null);
            return only is null ? (null, open.Count > 1 ? PecDoubt.SeveralAdhesions : PecDoubt.NoAdhesion)
                : document.IsScheda || (document.IsScan && SpeaksOfScheda(pec.Letter)) ? (only, PecDoubt.None)
                : (null, PecDoubt.Unrecognised);
        }
    }

    public static bool SpeaksOfScheda(Letter letter)
    {
        var text = Text.Fold($"{letter.Subject} {Text.Cut(letter.Text, 4000)}");
        return text.Contains("scheda", StringComparison.Ordinal) || text.Contains("adesione", StringComparison.Ordinal)
            || text.Contains("coordinamento dei comuni", StringComparison.Ordinal);
    }

    private static bool Contradicts(string name, PublicBody body)
    {
        var said = Text.Fold(name);
        return said.Length > 0 && !said.Contains(Text.Fold(body.Name), StringComparison.Ordinal)
            && !Text.Fold(body.FullName).Contains(said, StringComparison.Ordinal)
            && !body.SearchText.Split('|').Any(known => known.Length > 0 && known == BodyName.Key(name));
    }
}
