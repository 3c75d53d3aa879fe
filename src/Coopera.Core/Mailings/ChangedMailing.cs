using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Mailings;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mailings;

public sealed class ChangedMailing(CooperaDb database, TimeProvider clock) : StaffChange<Guid, Mailing>(database, clock)
{
    public static string Version(Mailing mailing) => mailing.Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The update is the lock: nobody queues, withdraws or changes it until the end.</summary>
    internal static async Task<Mailing?> TakeAsync(CooperaDb db, Guid id) =>
        await db.Mailings.Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Version, x => x.Version)) == 0
            ? null
            : await db.Mailings.SingleAsync(m => m.Id == id);

    protected override Task<Mailing?> LockAsync(CooperaDb db, Guid id) => TakeAsync(db, id);

    protected override string VersionOf(Mailing thing) => Version(thing);

    protected override string KeyOf(Guid id) => AuditSubject.Mailing(id);

    protected override string NameOf(Mailing thing) => thing.Subject;

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, Mailing thing) =>
        Task.FromResult(MailingPhrases.Of(thing.Content));
}
