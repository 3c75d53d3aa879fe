using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

public enum MailingStart
{
    Draft,
    Model,
    Queue,
}

public sealed class ChangeMailing(ChangedMailing changed, CooperaDb database, TimeProvider clock)
{
    public Task<Guid> CreateAsync(
        MailingContent content, MailingStart start, string staff, Guid? form = null, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            form,
            async db =>
            {
                var now = clock.GetUtcNow();
                var mailing = new Mailing(content, start == MailingStart.Model, staff, now);
                var action = start == MailingStart.Model ? AuditAction.MessageModelKept : AuditAction.MessageWritten;
                Add(action, MailingPhrases.Name(content.Audience.Kind), FieldChange.New(MailingPhrases.Of(content)));
                if (start == MailingStart.Queue)
                {
                    mailing.Queue(staff, now);
                    Add(AuditAction.MessageQueued, MailingPhrases.Name(content.Audience.Kind), []);
                }

                db.Mailings.Add(mailing);
                await db.SaveChangesAsync();
                return mailing.Id;

                void Add(string action, string details, IReadOnlyList<FieldChange> changes) => Register.Add(
                    db, staff, content.Subject, AuditSubject.Mailing(mailing.Id), new RegisterLine(action, details, Changes: changes), now);
            },
            cancellationToken);

    public Task<ChangeResult> EditAsync(
        ChangeRequest<Guid> request, MailingContent content, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Content == content,
        change =>
        {
            if (!change.Thing.CanBeChanged)
            {
                return ChangeResult.Stale;
            }

            change.Thing.Edit(content);
            return change.Done(AuditAction.MessageEdited);
        },
        cancellationToken);

    /// <summary>What is queued is what was read last: the text comes with it.</summary>
    public Task<ChangeResult> QueueAsync(
        ChangeRequest<Guid> request, MailingContent content, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.IsOnItsWay,
        change =>
        {
            if (change.Thing.Status != MailingStatus.Draft)
            {
                return ChangeResult.Stale;
            }

            change.Thing.Edit(content);
            change.Thing.Queue(change.Staff, change.Now);
            return change.Done(AuditAction.MessageQueued, MailingPhrases.Name(content.Audience.Kind));
        },
        cancellationToken);

    /// <summary>What a server has, or is being given at this moment, is gone.</summary>
    public Task<ChangeResult> WithdrawAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request with { AnyVersion = true },
        change => change.Thing.Status == MailingStatus.Withdrawn,
        async change =>
        {
            var (db, mailing, now) = (change.Db, change.Thing, change.Now);
            if (!mailing.IsOnItsWay)
            {
                return ChangeResult.Stale;
            }

            var before = mailing.Status.Label();
            mailing.Withdraw(now);
            var withdrawn = await db.OutgoingMails
                .Where(m => m.MailingId == mailing.Id && m.Status == OutgoingMailStatus.Queued
                    && (m.LeaseEndsAt == null || m.LeaseEndsAt < now))
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, OutgoingMailStatus.Dismissed)
                    .SetProperty(x => x.FailureKind, MailFailureKind.MessageWithdrawn).SetProperty(x => x.FailureDetail, (string?)null)
                    .SetProperty(x => x.LeasedBy, (Guid?)null).SetProperty(x => x.LeaseEndsAt, (DateTimeOffset?)null));
            var words = MailingPhrases.Withdrawn(withdrawn);
            return change.Done(
                AuditAction.MessageWithdrawn, words, changes: [new("Stato", before, mailing.Status.Label())], sentence: words);
        },
        cancellationToken);

    public Task<ChangeResult> DeleteAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        _ => Task.FromResult(false),
        change =>
        {
            if (!change.Thing.CanBeChanged)
            {
                return Task.FromResult(ChangeResult.Stale);
            }

            change.Db.Mailings.Remove(change.Thing);
            return Task.FromResult(change.Done(
                AuditAction.MessageDeleted, change.Thing.Status.Label(),
                changes: FieldChange.Gone(MailingPhrases.Of(change.Thing.Content))));
        },
        AuditAction.MessageDeleted,
        cancellationToken);

    /// <summary>To nobody but the one who writes.</summary>
    public Task TestAsync(
        MailingContent content, EmailAddress address, string fullName, string staff, Guid? form = null,
        CancellationToken cancellationToken = default) => database.WriteOnceAsync(
        form,
        async db =>
        {
            var now = clock.GetUtcNow();
            var writing = await MessageWriting.OfAsync(db, Guid.Empty, content, now);
            db.Queue(MailCause.Proven, writing.Test(address, fullName), address, fullName, null, now);
            Register.Add(db, staff, content.Subject, null, new RegisterLine(AuditAction.MessageTested, address.Display), now);
            await db.SaveChangesAsync();
            return true;
        },
        cancellationToken);
}
