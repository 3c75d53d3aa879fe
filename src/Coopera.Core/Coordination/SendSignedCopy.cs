using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

/// <param name="Refusal">Why the file was not taken, and what to do; null when it was.</param>
public sealed record CopyReceipt(ChangeAdhesionOutcome Outcome, string? Refusal);

/// <summary>The signed scheda comes in: looked into, stored, and only then recorded, with receipt and mails in one transaction.</summary>
public sealed class SendSignedCopy(ChangeAdhesion change, UploadStore store, TimeProvider clock)
{
    public async Task<CopyReceipt> RunAsync(
        FoundAdhesion found, ReceivedFile file, Actor actor, Guid? form = null, CancellationToken cancellationToken = default)
    {
        // Asked again under the lock; here, so that no file is looked into and kept for nothing.
        if (!found.Adhesion.IsOver && found.Adhesion.RefusalOf(file.Length, clock.GetUtcNow()) is { } refusal)
        {
            return Refused(refusal, found.Adhesion.MissingParts);
        }

        var look = await CopyInspection.LookAsync(found.Adhesion, found.Body, file, cancellationToken);
        if (look.Refusal is not null)
        {
            return new CopyReceipt(ChangeAdhesionOutcome.NotAllowed, look.Refusal);
        }

        var stored = await KeepAsync(file, look, cancellationToken);
        return await RecordAsync(
            found, (adhesion, receipt, now) => adhesion.ReceiveSignedCopy(stored, look.Json, receipt, actor, now), form, cancellationToken);
    }

    /// <summary>The copy that came before the data: the person has checked them now.</summary>
    public Task<CopyReceipt> SubmitAttachedAsync(
        FoundAdhesion found, Actor actor, Guid? form = null, CancellationToken cancellationToken = default) => RecordAsync(
        found, (adhesion, receipt, now) => adhesion.SubmitAttachedCopy(receipt, actor, now), form, cancellationToken);

    public async Task<StoredFile> KeepAsync(ReceivedFile file, CopyLook look, CancellationToken cancellationToken)
    {
        await using var content = file.Open();
        return await store.SaveAsync(content, look.FileName, look.ContentType, SignedCopy.MaxLength, cancellationToken)
            ?? throw new InvalidDataException("The file grew after it was looked into.");
    }

    private async Task<CopyReceipt> RecordAsync(
        FoundAdhesion found, Action<Adhesion, string, DateTimeOffset> verb, Guid? form, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await change.RunAsync(
                found.Adhesion.Id,
                seenRevision: null,
                async (db, adhesion, _, now) => verb(
                    adhesion, adhesion.ReceiptNumber ?? await db.NextReceiptNumberAsync(RomeTime.ToRome(now).Year), now),
                AdhesionEventKind.SignedCopyReceived,
                form: form,
                cancellationToken: cancellationToken);
            return new CopyReceipt(outcome, null);
        }
        catch (CopyRefusedException refused)
        {
            return Refused(refused.Refusal, refused.Missing);
        }
    }

    private static CopyReceipt Refused(CopyRefusal refusal, IReadOnlyList<AdhesionPart> missing) =>
        new(ChangeAdhesionOutcome.NotAllowed, refusal.Sentence(missing));
}
