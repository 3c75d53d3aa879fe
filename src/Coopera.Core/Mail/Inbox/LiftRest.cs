using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail.Inbox;

/// <summary>Staff know that an address is right after all: what was held back goes out.</summary>
public sealed class LiftRest(CooperaDb database, TimeProvider clock) : StaffChange<Guid, BouncingAddress>(database, clock)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => RunAsync(
        request,
        change => !change.Thing.Rests,
        async change =>
        {
            var address = change.Thing.Address;
            change.Thing.Lift();
            var mailbox = Mailbox.KeyOf(address);
            var held = await change.Db.OutgoingMails
                .Where(m => m.Mailbox == mailbox && m.Status == OutgoingMailStatus.Failed && m.FailureKind == MailFailureKind.AddressRests)
                .ToListAsync();
            var count = held.Count(mail => mail.Recipient == address && mail.Requeue(change.Now) == MailVerdict.Done);
            return change.Done(AuditAction.MailAddressLifted, InboxPhrases.Released(count), sentence: InboxPhrases.Lifted(count));
        },
        cancellationToken);

    public static string Version(BouncingAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.HardBounces}.{address.Rests}");

    protected override async Task<BouncingAddress?> LockAsync(CooperaDb db, Guid id) =>
        await db.BouncingAddresses.Where(a => a.Id == id)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.HardBounces, x => x.HardBounces)) == 0
            ? null
            : await db.BouncingAddresses.SingleAsync(a => a.Id == id);

    protected override string VersionOf(BouncingAddress thing) => Version(thing);

    protected override string KeyOf(Guid id) => AuditSubject.MailAddress(id);

    protected override string NameOf(BouncingAddress thing) => thing.Address.Display;
}
