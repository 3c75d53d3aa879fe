using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Press;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Press;

public sealed class ChangedPressRelease(CooperaDb database, TimeProvider clock) : StaffChange<int, PressRelease>(database, clock)
{
    public static readonly ChangeResult SlugTaken = ChangeResult.Refused(
        "Un altro comunicato ha, o ha avuto, questo indirizzo: scegline un altro.", "Slug");

    protected override ChangeResult Taken => SlugTaken;

    public static string Version(PressRelease release) => release.Version.ToString(CultureInfo.InvariantCulture);

    public static async Task<bool> IsSlugTakenAsync(CooperaDb db, string slug, int id) =>
        await db.PressReleases.AnyAsync(r => r.Slug == slug && r.Id != id)
        || await db.OldSlugs.AnyAsync(old => old.Kind == SlugOf.PressRelease && old.Slug == slug && old.OwnerId != id);

    /// <summary>The update is the lock: what is read after it stays so until the end.</summary>
    protected override async Task<PressRelease?> LockAsync(CooperaDb db, int id) =>
        await db.PressReleases.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, x => x.Version)) == 0
            ? null
            : await db.PressReleases.SingleAsync(r => r.Id == id);

    protected override string VersionOf(PressRelease thing) => Version(thing);

    protected override string KeyOf(int id) => AuditSubject.PressRelease(id);

    protected override string NameOf(PressRelease thing) => thing.Title;

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, PressRelease thing) =>
        Task.FromResult(PressPhrases.Of(thing.Content));
}
