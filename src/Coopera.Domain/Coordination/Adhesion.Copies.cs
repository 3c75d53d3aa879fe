namespace Coopera.Domain.Coordination;

public sealed partial class Adhesion
{
    /// <summary>
    /// A filled-in scheda came as a file before anything else: it waits with the draft until the person has checked the data.
    /// </summary>
    public SignedCopy AttachCopy(StoredFile file, string report, Actor actor, DateTimeOffset now)
    {
        Require(nameof(AttachCopy), AdhesionStatus.Draft, AdhesionStatus.ChangesRequested);
        var copy = AddCopy(file, report, actor, now);
        LastMovedAt = now;
        Note(AdhesionEventKind.CopyAttached, actor, copy.FileName, now);
        return copy;
    }

    public void SubmitAttachedCopy(string receiptNumber, Actor actor, DateTimeOffset now)
    {
        Require(nameof(SubmitAttachedCopy), AdhesionStatus.Draft, AdhesionStatus.ChangesRequested);
        if (_signedCopies.Count == 0)
        {
            throw new AdhesionStateException(Status, nameof(SubmitAttachedCopy));
        }

        Submit(_signedCopies[^1].FileName, receiptNumber, actor, now);
    }

    /// <summary>The signed scheda came in. A body whose copy is under review may send a better one: the review starts afresh.</summary>
    /// <param name="receiptNumber">Taken under the year's counter; used when there is none yet.</param>
    public SignedCopy ReceiveSignedCopy(StoredFile file, string report, string receiptNumber, Actor actor, DateTimeOffset now)
    {
        Require(
            nameof(ReceiveSignedCopy), AdhesionStatus.Draft, AdhesionStatus.Submitted,
            AdhesionStatus.InReview, AdhesionStatus.ChangesRequested);
        var copy = AddCopy(file, report, actor, now);
        Submit(copy.FileName, receiptNumber, actor, now);
        return copy;
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
        Move(AdhesionStatus.Submitted, AdhesionEventKind.SignedCopyReceived, actor, fileName, now);
    }
}
