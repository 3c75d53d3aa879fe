using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.Review;

public sealed record AdhesionPage(
    Adhesion Adhesion,
    PublicBody Body,
    IReadOnlyList<AdhesionEvent> Diary,
    IReadOnlyList<AdhesionMail> Mails,
    IReadOnlyList<Adhesion> Others,
    AdhesionReviewForm Form,
    DateTimeOffset Now)
{
    public string? Open { get; init; }

    /// <summary>What was not ticked when they wanted to accept it.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    public IReadOnlyList<AdhesionEvent>? Conflict { get; init; }

    /// <summary>A text that they had written for something that can no longer be done.</summary>
    public string? LeftOver { get; init; }

    /// <summary>What they had written is still in its form, or in <see cref="LeftOver"/>.</summary>
    public bool KeepsText { get; init; }

    public bool WaitsForScan => Adhesion.Status == AdhesionStatus.Draft
        && Adhesion.SignedCopies.Count == 0 && Diary.Any(line => line.Kind == AdhesionEventKind.Recorded);

    /// <summary>The signed scheda of another adhesion of the body came in first.</summary>
    public Adhesion? Ahead => Adhesion.ActiveKey is null ? Others.FirstOrDefault(other => other.ActiveKey is not null) : null;

    public bool IsForUs => Adhesion.Status is AdhesionStatus.Submitted or AdhesionStatus.InReview;

    public bool CanRefuse => IsForUs || Adhesion.Status == AdhesionStatus.ChangesRequested;

    public bool CanWithdraw => Adhesion.Status is not (AdhesionStatus.Refused or AdhesionStatus.Withdrawn);

    public bool CanCorrect => CanWithdraw;

    public bool Offers(string action) => action switch
    {
        nameof(AdhesionController.Ask) => IsForUs,
        nameof(AdhesionController.Refuse) => CanRefuse,
        nameof(AdhesionController.Withdraw) => CanWithdraw,
        _ => true,
    };

    public bool CanAddScan => !Adhesion.IsOver;

    public bool HasWaitingCopy => Adhesion.CanBeEdited && Diary.FirstOrDefault(line => line.Kind
        is AdhesionEventKind.CopyAttached or AdhesionEventKind.SignedCopyReceived or AdhesionEventKind.ChangesRequested)?.Kind
            == AdhesionEventKind.CopyAttached;

    public IReadOnlyList<AdhesionEvent> NewSince(string? seenVersion) => [.. Diary.Reverse().Skip(AdhesionVersion.Read(seenVersion).Lines)];

    public string Address => Addresses.Admin.Adhesions.Page(Adhesion.Id);

    public SignedCopy? LastCopy => Adhesion.SignedCopies.MaxBy(copy => copy.Version);

    public IEnumerable<SignedCopy> Copies => Adhesion.SignedCopies.OrderByDescending(copy => copy.Version);

    public DateTimeOffset Since =>
        IsForUs && Adhesion.SignedCopies.Count > 0 ? Adhesion.SignedCopies.Max(copy => copy.ReceivedAt) : Adhesion.LastMovedAt;

    public static async Task<AdhesionPage?> FindAsync(CooperaDb db, Guid id, DateTimeOffset now)
    {
        var filed = db.Adhesions.AsNoTracking().Include(a => a.Events).Include(a => a.SignedCopies).AsSplitQuery();
        if (await filed.SingleOrDefaultAsync(a => a.Id == id) is not { } adhesion)
        {
            return null;
        }

        var body = await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode);
        var mails = await db.OutgoingMails.AsNoTracking()
            .Where(m => m.AdhesionId == id).OrderByDescending(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync();
        var others = await db.Adhesions.AsNoTracking()
            .Where(a => a.PublicBodyCode == body.Code && a.Id != id).OrderByDescending(a => a.CreatedAt).ToListAsync();
        return new AdhesionPage(
            adhesion, body, [.. adhesion.Events.OrderByDescending(e => e.Id)],
            mails.ConvertAll(AdhesionMail.Of), others, AdhesionReviewForm.Of(adhesion, now), now);
    }
}

public sealed record AdhesionMail(string Subject, EmailAddress Recipient, DateTimeOffset QueuedAt, string State)
{
    public static AdhesionMail Of(OutgoingMail mail) =>
        new(MailPhrases.SubjectOf(mail), mail.Recipient, mail.CreatedAt, mail.Status switch
        {
            OutgoingMailStatus.Sent => "inviata",
            OutgoingMailStatus.Failed => "non consegnata",
            OutgoingMailStatus.Dismissed => "chiusa senza spedire",
            OutgoingMailStatus.ByHand => "da inviare per PEC",
            _ when mail.WaitsItsTime => $"parte {RomeTime.At(mail.NextAttemptAt)}",
            _ => mail.Attempts == 0 ? "in partenza" : "in partenza, da riprovare",
        });
}
