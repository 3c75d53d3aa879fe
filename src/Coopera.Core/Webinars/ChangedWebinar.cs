using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

public sealed class ChangedWebinar(CooperaDb database, TimeProvider clock) : StaffChange<int, Webinar>(database, clock)
{
    public static readonly ChangeResult SlugTaken = ChangeResult.Refused(
        "Un altro webinar ha, o ha avuto, questo indirizzo: scegline un altro.", "Slug");

    protected override ChangeResult Taken => SlugTaken;

    public static string Version(Webinar webinar) => webinar.Version.ToString(CultureInfo.InvariantCulture);

    public static async Task<bool> IsSlugTakenAsync(CooperaDb db, string slug, int id) =>
        await db.Webinars.AnyAsync(w => w.Slug == slug && w.Id != id)
        || await db.OldSlugs.AnyAsync(old => old.Kind == SlugOf.Webinar && old.Slug == slug && old.OwnerId != id);

    protected override Task<Webinar?> LockAsync(CooperaDb db, int id) => db.LockWholeWebinarAsync(id);

    protected override string VersionOf(Webinar thing) => Version(thing);

    protected override string KeyOf(int id) => AuditSubject.Webinar(id);

    protected override string NameOf(Webinar thing) => thing.Title;

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, Webinar thing) =>
        WebinarPhrases.OfAsync(db, thing.Content, thing.Talks);
}
