using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public enum StartOutcome
{
    Started,

    LinkAgain,

    Member,

    /// <summary>Files of people whose mailbox is not proven take up all the room that they have together.</summary>
    NoRoom,
}

/// <param name="DocumentCode">Read in the file; empty when there is none.</param>
/// <param name="Kept">Null when only its data are kept.</param>
public sealed record SchedaThatCameFirst(
    string DocumentCode, StoredFile? Kept, Action<Adhesion, PublicBody, DateTimeOffset> FillIn);

/// <summary>
/// Somebody asks to begin for a body. Whatever is true of the body is told by mail to the address they wrote, and to nobody else; what they
/// see on the page is the same for all. A draft reserves nothing.
/// </summary>
public sealed class StartAdhesion(CooperaDb database, UnprovenQuota quota, TimeProvider clock)
{
    /// <summary>Of one mailbox for one body, when each brought a file.</summary>
    private const int MostUnproven = 3;

    private static readonly AdhesionStatus[] CameToNothing = [AdhesionStatus.Refused, AdhesionStatus.Withdrawn];

    /// <param name="form">What was sent (<see cref="CooperaDb.WriteOnceWithinAsync{T}"/>). Later on it asks for the link once more.</param>
    public Task<StartOutcome> RunAsync(
        string bodyCode, EmailAddress email, Guid? form = null, SchedaThatCameFirst? file = null,
        CancellationToken cancellationToken = default) =>
        database.WriteOnceWithinAsync(form, SendAdhesionLink.Pause, db => StartAsync(db, bodyCode, email, file), cancellationToken);

    private async Task<StartOutcome> StartAsync(CooperaDb db, string bodyCode, EmailAddress email, SchedaThatCameFirst? file)
    {
        if (file?.Kept is { } kept && !await quota.HasRoomAsync(db, kept.Length))
        {
            return StartOutcome.NoRoom;
        }

        var now = clock.GetUtcNow();
        if (await TheirsAsync(db, bodyCode, email, file) is { } theirs)
        {
            var ofIt = await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == theirs.PublicBodyCode);
            await SendAdhesionLink.QueueAsync(db, theirs, ofIt, sentFile: file is not null, now);
            await db.Adhesions.Where(a => a.Id == theirs.Id && a.ProvenAt == null)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastMovedAt, now)); // the link they get now is good as long as a first one
            return StartOutcome.LinkAgain;
        }

        var body = await db.PublicBodies.SingleAsync(b => b.Code == bodyCode);
        if (await db.Adhesions.AnyAsync(a => a.ActiveKey == bodyCode && a.Status == AdhesionStatus.Accepted))
        {
            await TellMemberAsync(db, body, email, now);
            return StartOutcome.Member;
        }

        var adhesion = Adhesion.Start(body, email, body.SuggestedPec ?? EmailAddress.None, await PrivacyNotice.VersionAsync(db), now);
        file?.FillIn(adhesion, body, now);
        db.Adhesions.Add(adhesion);
        db.QueueNews(MailCause.Stranger, adhesion, body, AdhesionEventKind.Started, null, now);
        await db.SaveChangesAsync();
        return StartOutcome.Started;
    }

    /// <summary>What this mailbox follows already: what is furthest on. A new file begins a draft of its own beside their drafts, the same
    /// file none.</summary>
    private static async Task<Adhesion?> TheirsAsync(CooperaDb db, string bodyCode, EmailAddress email, SchedaThatCameFirst? file)
    {
        var code = file?.DocumentCode ?? "";
        var there = await db.Adhesions.AsNoTracking()
            .Where(a => (a.PublicBodyCode == bodyCode || a.DocumentCode == code) && !CameToNothing.Contains(a.Status)).ToListAsync();
        var theirs = there.Where(a => a.Email == email)
            .OrderByDescending(a => a.DocumentCode == code)
            .ThenByDescending(a => a.Status != AdhesionStatus.Draft).ThenByDescending(a => a.IsProven)
            .ThenByDescending(a => a.LastMovedAt).ToList();
        var first = theirs.FirstOrDefault();
        if (file?.Kept is { Sha256: var sha256 })
        {
            var sent = await db.Adhesions.Where(a => a.PublicBodyCode == bodyCode && a.SignedCopies.Any(copy => copy.Sha256 == sha256))
                .Select(a => a.Id).ToListAsync();
            if (theirs.Find(a => sent.Contains(a.Id)) is { } same)
            {
                return same;
            }
        }

        return file is null || first?.DocumentCode == code || first is { Status: not AdhesionStatus.Draft } ? first
            : theirs.Count(a => !a.IsProven) >= MostUnproven ? theirs.First(a => !a.IsProven)
            : null;
    }

    private static async Task TellMemberAsync(CooperaDb db, PublicBody body, EmailAddress email, DateTimeOffset now)
    {
        var since = now - SendAdhesionLink.Pause;
        var told = await db.OutgoingMails.Where(m => m.Kind == MailKinds.BodyIsMember && m.CreatedAt > since)
            .Select(m => new { m.Recipient, m.RecipientName }).ToListAsync();
        if (!told.Exists(mail => mail.Recipient == email && mail.RecipientName == body.FullName)) // by mailbox, not by spelling
        {
            db.Queue(MailCause.Stranger, new BodyIsMember(body.FullName), email, body.FullName, registrationId: null, now);
            await db.SaveChangesAsync();
        }
    }
}
