namespace Coopera.Domain.Coordination;

public enum CopyRefusal
{
    StepsMissing,

    TooManyToday,

    TooMuch,
}

public sealed class CopyRefusedException(CopyRefusal refusal, IReadOnlyList<AdhesionPart> missing)
    : InvalidOperationException($"The copy is refused: {refusal}.")
{
    public CopyRefusal Refusal { get; } = refusal;

    public IReadOnlyList<AdhesionPart> Missing { get; } = missing;
}

public sealed partial class Adhesion
{
    public const int MostCopiesADay = 5;
    public const long MostBytes = 40 * 1024 * 1024;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// A filled-in scheda came as a file before anything else: it waits with the draft until the person has checked the data.
    /// </summary>
    public SignedCopy AttachCopy(StoredFile file, string report, Actor actor, DateTimeOffset now)
    {
        Require(nameof(AttachCopy), AdhesionStatus.Draft, AdhesionStatus.ChangesRequested);
        RefuseIf(actor.IsStaff ? null : NoRoomFor(file.Length, now));
        var copy = AddCopy(file, report, actor, now);
        LastMovedAt = now;
        Note(AdhesionEventKind.CopyAttached, actor, copy.FileName, now);
        return copy;
    }

    /// <summary>It is the scheda, but nobody signed it: the file is kept for a day, counted like a copy, until the body answers.</summary>
    public void AskAboutCopy(StoredFile file, Actor actor, DateTimeOffset now)
    {
        Require(
            nameof(AskAboutCopy), AdhesionStatus.Draft, AdhesionStatus.Submitted,
            AdhesionStatus.InReview, AdhesionStatus.ChangesRequested);
        RefuseIf(actor.IsStaff ? null : RefusalOf(file.Length, now));
        Note(AdhesionEventKind.CopyAskedAbout, actor, WaitingCopy.Of(file).ToString(), now);
    }

    public void SubmitAttachedCopy(string receiptNumber, Actor actor, DateTimeOffset now)
    {
        Require(nameof(SubmitAttachedCopy), AdhesionStatus.Draft, AdhesionStatus.ChangesRequested);
        if (_signedCopies.Count == 0)
        {
            throw new AdhesionStateException(Status, nameof(SubmitAttachedCopy));
        }

        RefuseIf(actor.IsStaff ? null : StepsMissing);
        Submit(_signedCopies[^1].FileName, receiptNumber, actor, now);
    }

    /// <summary>The signed scheda came in. A body whose copy is under review may send a better one: the review starts afresh.</summary>
    /// <param name="receiptNumber">Taken under the year's counter; used when there is none yet.</param>
    public SignedCopy ReceiveSignedCopy(StoredFile file, string report, string receiptNumber, Actor actor, DateTimeOffset now)
    {
        Require(
            nameof(ReceiveSignedCopy), AdhesionStatus.Draft, AdhesionStatus.Submitted,
            AdhesionStatus.InReview, AdhesionStatus.ChangesRequested);
        RefuseIf(actor.IsStaff ? null : StepsMissing ?? NoRoomFor(file.Length, now, file.Key));
        var copy = AddCopy(file, report, actor, now);
        Submit(copy.FileName, receiptNumber, actor, now);
        return copy;
    }

    /// <summary>It came from the body by certified mail. Like paper it is taken with gaps: the secretariat verifies it.</summary>
    public SignedCopy ReceiveByPec(StoredFile file, string report, string receiptNumber, DateTimeOffset now)
    {
        Require(
            nameof(ReceiveByPec), AdhesionStatus.Draft, AdhesionStatus.Submitted,
            AdhesionStatus.InReview, AdhesionStatus.ChangesRequested);
        var copy = AddCopy(file, report, Actor.Pec, now);
        Submit(copy.FileName, receiptNumber, Actor.Pec, now);
        return copy;
    }

    public void ReadProtocol(BodyProtocol protocol, Actor actor, DateTimeOffset now)
    {
        if (protocol.IsKnown && protocol != BodyProtocol)
        {
            BodyProtocol = protocol;
            Note(AdhesionEventKind.BodyProtocolRead, actor, $"n. {protocol.Number} {RomeTime.Date("del", protocol.Date!.Value)}", now);
        }
    }

    public bool TakesMoreByPec(DateTimeOffset now) =>
        _signedCopies.Count(copy => copy.ReceivedFrom == Actor.Pec.Name && now - copy.ReceivedAt < Day) < MostCopiesADay;

    /// <summary>
    /// What stands in the way of a copy that the body sends; null: nothing. The secretariat takes in paper as it came, with gaps.
    /// </summary>
    public CopyRefusal? RefusalOf(long length, DateTimeOffset now) => StepsMissing ?? NoRoomFor(length, now);

    /// <summary>The last copy is this file, and nobody has asked for another: the same file again is the same copy.</summary>
    public bool HasReceived(string sha256) => IsWithSecretariat && _signedCopies.MaxBy(copy => copy.Version)?.Sha256 == sha256;

    private CopyRefusal? StepsMissing => MissingParts.Count > 0 ? CopyRefusal.StepsMissing : null;

    /// <param name="length">Of the file that is to come.</param>
    /// <param name="key">It waits already: it is counted once.</param>
    private CopyRefusal? NoRoomFor(long length, DateTimeOffset now, string? key = null)
    {
        var theirs = _signedCopies.Where(copy => copy.ReceivedFrom == Actor.Body.Name).ToList();
        var waiting = _events.Where(e => e.Kind == AdhesionEventKind.CopyAskedAbout && now - e.At < Day)
            .Select(e => WaitingCopy.Read(e.Note)).OfType<WaitingCopy>()
            .Where(asked => asked.StoreKey != key && theirs.All(copy => copy.StoreKey != asked.StoreKey)).ToList();
        return theirs.Count(copy => now - copy.ReceivedAt < Day) + waiting.Count >= MostCopiesADay ? CopyRefusal.TooManyToday
            : theirs.Sum(copy => copy.Length) + waiting.Sum(asked => asked.Length) + length > MostBytes ? CopyRefusal.TooMuch
            : null;
    }

    private void RefuseIf(CopyRefusal? refusal)
    {
        if (refusal is { } why)
        {
            throw new CopyRefusedException(why, MissingParts);
        }
    }

    private SignedCopy AddCopy(StoredFile file, string report, Actor actor, DateTimeOffset now)
    {
        var copy = new SignedCopy(_signedCopies.Select(c => c.Version).DefaultIfEmpty().Max() + 1, file, report, actor, now);
        _signedCopies.Add(copy);
        return copy;
    }

    private void Submit(string fileName, string receiptNumber, Actor actor, DateTimeOffset now)
    {
        if (ReceiptNumber is null)
        {
            ReceiptNumber = receiptNumber;
            SearchText = $"{SearchText} {Text.Fold(receiptNumber)}";
        }

        Checks = ReviewChecks.None;
        ActiveKey = PublicBodyCode;
        ProvenAt ??= now;
        Move(AdhesionStatus.Submitted, AdhesionEventKind.SignedCopyReceived, actor, fileName, now);
    }
}
