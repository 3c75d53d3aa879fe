using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

public sealed class ChangedDataRequest(CooperaDb database, TimeProvider clock) : StaffChange<Guid, DataRequest>(database, clock)
{
    public static string Version(DataRequest request) => request.Revision.ToString(CultureInfo.InvariantCulture);

    protected override async Task<DataRequest?> LockAsync(CooperaDb db, Guid id) =>
        await db.DataRequests.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Forgotten, x => x.Forgotten)) == 0
            ? null
            : await db.DataRequests.SingleAsync(r => r.Id == id);

    protected override string VersionOf(DataRequest thing) => Version(thing);

    protected override string KeyOf(Guid id) => AuditSubject.DataRequest(id);

    protected override string NameOf(DataRequest thing) => Name(thing);

    /// <summary>Without the address: the register cannot forget it.</summary>
    internal static string Name(DataRequest request) =>
        $"Richiesta di {request.Kind.Label()} dei dati {RomeTime.Date("del", request.AskedAt)}";
}

/// <summary>Staff have made sure whom it is about: those registrations are emptied, as if the person had done it.</summary>
public sealed class ForgetForRequest(ChangedDataRequest changed)
{
    public const string NobodyChosen = "Scegli almeno un’iscrizione.";

    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, IReadOnlyCollection<Guid> registrations,
        CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        async change => registrations.Count > 0 && change.Thing.Forgotten > 0
            && !await change.Db.Registrations.AnyAsync(r => registrations.Contains(r.Id) && r.ForgottenAt == null),
        async change =>
        {
            var key = change.Thing.EmailKey;
            var ids = await change.Db.Registrations.Where(r => registrations.Contains(r.Id) && r.EmailKey == key)
                .Select(r => r.Id).ToListAsync();
            if (change.Thing is not { IsOpen: true, Kind: DataRequestKind.Erasure })
            {
                return ChangeResult.Stale;
            }

            if (ids.Count == 0)
            {
                return ChangeResult.Refused(NobodyChosen);
            }

            var count = await Erasure.ForgetAsync(change.Db, ids, change.Now);
            change.Thing.Forgot(count);
            if (!await change.Db.Registrations.AnyAsync(r => r.EmailKey == key))
            {
                await Erasure.ForgetRestAsync(change.Db, await ReadOwnData.FindAsync(change.Db, change.Thing.Email, change.Now));
            }

            return change.Done(
                AuditAction.DataForgotten, Amount.Of(count, "iscrizione svuotata", "iscrizioni svuotate"),
                sentence: $"{Amount.Of(count, "iscrizione svuotata", "iscrizioni svuotate")}. Ora rispondi alla persona.");
        },
        cancellationToken: cancellationToken);
}

/// <summary>Staff answer, and the person is told.</summary>
public sealed class CloseDataRequest(ChangedDataRequest changed)
{
    public const string AnswerMissing = "Scrivi che cosa è stato fatto, o perché non si può: la persona lo legge nell’email.";

    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, DataRequestStatus status, string? answer,
        CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => Task.FromResult(change.Thing.Status == status && change.Thing.Answer == Text.CleanParagraph(answer)),
        async change =>
        {
            if (Text.CleanParagraph(answer).Length == 0)
            {
                return ChangeResult.Refused(AnswerMissing, "Answer");
            }

            if (Text.CleanParagraph(answer).Length > DataRequest.AnswerMaxLength)
            {
                return ChangeResult.Refused(Phrases.TooLong("La risposta", DataRequest.AnswerMaxLength), "Answer");
            }

            if (!change.Thing.Close(status, answer!, change.Staff, change.Now))
            {
                return ChangeResult.Stale;
            }

            var stays = change.Thing.Kind == DataRequestKind.Erasure
                ? await Erasure.StaysAsync(
                    change.Db, await ReadOwnData.FindAsync(change.Db, change.Thing.Email, change.Now), change.Thing.Forgotten > 0)
                : [];
            change.Db.Queue(
                MailCause.Staff, DataRequestMails.Of(change.Thing, stays), change.Thing.Email, "", registrationId: null, change.Now);
            return change.Done(
                status == DataRequestStatus.Done ? AuditAction.DataRequestDone : AuditAction.DataRequestRefused,
                "La persona è avvisata per email.");
        },
        cancellationToken: cancellationToken);
}
