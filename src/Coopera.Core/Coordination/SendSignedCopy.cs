using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

/// <param name="Refusal">Why the file was not taken, and what to do; null when it was.</param>
public sealed record CopyReceipt(ChangeAdhesionOutcome Outcome, string? Refusal);

/// <summary>The signed scheda comes in: looked into, stored, and only then recorded, with receipt and mails in one transaction.</summary>
public sealed class SendSignedCopy(ChangeAdhesion change, UploadStore store, Antivirus antivirus)
{
    public async Task<CopyReceipt> RunAsync(
        FoundAdhesion found, ReceivedFile file, Actor actor, Guid? form = null, CancellationToken cancellationToken = default)
    {
        var look = await CopyInspection.LookAsync(found.Adhesion, found.Body, file, cancellationToken);
        if (look.Refusal is not null)
        {
            return new CopyReceipt(ChangeAdhesionOutcome.NotAllowed, look.Refusal);
        }

        if (await KeepAsync(file, look, cancellationToken) is not { } stored)
        {
            return new CopyReceipt(ChangeAdhesionOutcome.NotAllowed, Antivirus.Infected);
        }

        var outcome = await change.RunAsync(
            found.Adhesion.Id,
            seenRevision: null,
            async (db, adhesion, _, now) => adhesion.ReceiveSignedCopy(
                stored, look.Json, adhesion.ReceiptNumber ?? await db.NextReceiptNumberAsync(RomeTime.ToRome(now).Year), actor, now),
            AdhesionEventKind.SignedCopyReceived,
            form: form,
            cancellationToken: cancellationToken);
        return new CopyReceipt(outcome, null);
    }

    /// <summary>Null when the antivirus found something in it.</summary>
    public async Task<StoredFile?> KeepAsync(ReceivedFile file, CopyLook look, CancellationToken cancellationToken)
    {
        var scan = await antivirus.ScanAsync(file, cancellationToken);
        if (scan == FileScan.Infected)
        {
            return null;
        }

        await using var content = file.Open();
        var stored = await store.SaveAsync(content, look.FileName, look.ContentType, SignedCopy.MaxLength, cancellationToken)
            ?? throw new InvalidDataException("The file grew after it was looked into.");
        return stored with { Scan = scan };
    }
}
