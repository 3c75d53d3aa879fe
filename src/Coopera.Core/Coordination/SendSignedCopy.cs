using System.Security.Cryptography;
using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

/// <param name="Refusal">Why the file was not taken, and what to do; null when it was.</param>
/// <param name="Question">The file is kept and waits for an answer: it is the scheda, but nobody signed it.</param>
public sealed record CopyReceipt(ChangeAdhesionOutcome Outcome, string? Refusal, UnsignedCopy? Question = null);

/// <param name="Ticket">See <see cref="CopyTickets"/>.</param>
public sealed record UnsignedCopy(string FileName, string Ticket);

/// <summary>The signed scheda comes in: looked into, stored, and only then recorded, with receipt and mails in one transaction.</summary>
public sealed class SendSignedCopy(
    ChangeAdhesion change, UploadStore store, Antivirus antivirus, CopyTickets tickets, TimeProvider clock)
{
    public async Task<CopyReceipt> RunAsync(
        FoundAdhesion found, ReceivedFile file, Actor actor, Guid? form = null, CancellationToken cancellationToken = default)
    {
        if (!actor.IsStaff && found.Adhesion.IsWithSecretariat && found.Adhesion.HasReceived(await Sha256OfAsync(file, cancellationToken)))
        {
            return new CopyReceipt(ChangeAdhesionOutcome.Done, null);
        }

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

        if (await KeepAsync(file, look, cancellationToken) is not { } stored)
        {
            return new CopyReceipt(ChangeAdhesionOutcome.NotAllowed, Antivirus.Infected);
        }

        return look.Report.IsUnsignedScheda
            ? await AskAsync(found, stored, actor, cancellationToken)
            : await RecordAsync(found, stored, look.Json, actor, form, cancellationToken);
    }

    private async Task<CopyReceipt> AskAsync(FoundAdhesion found, StoredFile stored, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await change.RunAsync(
                found.Adhesion.Id,
                seenRevision: null,
                (_, adhesion, _, now) =>
                {
                    adhesion.AskAboutCopy(stored, actor, now);
                    return Task.CompletedTask;
                },
                cancellationToken: cancellationToken);
            return new CopyReceipt(
                outcome, null,
                outcome == ChangeAdhesionOutcome.Done ? new UnsignedCopy(stored.Name, tickets.Of(found.Adhesion, stored)) : null);
        }
        catch (CopyRefusedException refused)
        {
            store.Delete(stored.Key);
            return Refused(refused.Refusal, refused.Missing);
        }
    }

    /// <summary>"Send it all the same": the file that was asked about. Sent already, it is not sent again.</summary>
    public async Task<CopyReceipt> SendUnsignedAsync(
        FoundAdhesion found, string? ticket, Actor actor, Guid? form = null, CancellationToken cancellationToken = default)
    {
        if (tickets.Read(found.Adhesion, ticket) is not { } file || !store.Has(file.Key))
        {
            return new CopyReceipt(
                ChangeAdhesionOutcome.NotAllowed, "È passato troppo tempo e il file non c’è più: sceglilo di nuovo e invialo.");
        }

        if (found.Adhesion.SignedCopies.Any(copy => copy.StoreKey == file.Key) || found.Adhesion.HasReceived(file.Sha256))
        {
            return new CopyReceipt(ChangeAdhesionOutcome.Done, null);
        }

        var look = await CopyInspection.LookAsync(
            found.Adhesion,
            found.Body,
            new ReceivedFile(file.Name, file.Length, () => store.OpenRead(file.Key)),
            cancellationToken);
        return await RecordAsync(found, file, look.Json, actor, form, cancellationToken);
    }

    /// <summary>The copy that came before the data: the person has checked them now.</summary>
    public Task<CopyReceipt> SubmitAttachedAsync(
        FoundAdhesion found, Actor actor, Guid? form = null, CancellationToken cancellationToken = default) => RecordAsync(
        found,
        (adhesion, receipt, now) => adhesion.SubmitAttachedCopy(receipt, actor, now),
        actor.IsStaff ? null : adhesion => adhesion.IsWithSecretariat,
        form,
        cancellationToken);

    /// <summary>Null when the antivirus found something in it.</summary>
    public async Task<StoredFile?> KeepAsync(ReceivedFile file, CopyLook look, CancellationToken cancellationToken)
    {
        var scan = await antivirus.ScanAsync(file, cancellationToken);
        if (scan == FileScan.Infected)
        {
            return null;
        }

        await using var content = look.Open(file);
        var stored = await store.SaveAsync(content, look.FileName, look.ContentType, SignedCopy.MaxLength, cancellationToken)
            ?? throw new InvalidDataException("The file grew after it was looked into.");
        return stored with { Scan = scan };
    }

    private Task<CopyReceipt> RecordAsync(
        FoundAdhesion found, StoredFile stored, string report, Actor actor, Guid? form, CancellationToken cancellationToken) => RecordAsync(
        found,
        (adhesion, receipt, now) => adhesion.ReceiveSignedCopy(stored, report, receipt, actor, now),
        actor.IsStaff ? null : adhesion => adhesion.HasReceived(stored.Sha256),
        form,
        cancellationToken);

    private async Task<CopyReceipt> RecordAsync(
        FoundAdhesion found, Action<Adhesion, string, DateTimeOffset> verb, Predicate<Adhesion>? isSo, Guid? form,
        CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await change.RunAsync(
                found.Adhesion.Id,
                seenRevision: null,
                async (db, adhesion, _, now) => verb(adhesion, await db.ReceiptOfAsync(adhesion, now), now),
                AdhesionEventKind.SignedCopyReceived,
                form,
                isSo,
                cancellationToken);
            return new CopyReceipt(outcome, null);
        }
        catch (CopyRefusedException refused)
        {
            return Refused(refused.Refusal, refused.Missing);
        }
    }

    private static async Task<string> Sha256OfAsync(ReceivedFile file, CancellationToken cancellationToken)
    {
        await using var content = file.Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    private static CopyReceipt Refused(CopyRefusal refusal, IReadOnlyList<AdhesionPart> missing) =>
        new(ChangeAdhesionOutcome.NotAllowed, refusal.Sentence(missing));
}
