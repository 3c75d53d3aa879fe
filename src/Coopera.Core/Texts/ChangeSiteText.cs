using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Coopera.Domain.Texts;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Texts;

public sealed class ChangeSiteText(ChangedSiteText changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<SiteTextKind> request, string text, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Text == text,
        change =>
        {
            change.Thing.Write(text);
            return change.Done(AuditAction.SiteTextChanged, SiteTextPhrases.Of(change.Thing.Kind).Where);
        },
        cancellationToken);
}

public sealed class ChangedSiteText(CooperaDb database, TimeProvider clock) : StaffChange<SiteTextKind, SiteText>(database, clock)
{
    public static string Version(SiteText? text) => (text?.Version ?? 0).ToString(CultureInfo.InvariantCulture);

    // The row comes to be with the first text; of two who write it at once the key lets one pass, and the other reads what is there.
    protected override async Task<SiteText?> LockAsync(CooperaDb db, SiteTextKind id)
    {
        if (await db.SiteTexts.Where(t => t.Kind == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.Version, x => x.Version)) > 0)
        {
            return await db.SiteTexts.SingleAsync(t => t.Kind == id);
        }

        return db.SiteTexts.Add(new SiteText(id)).Entity;
    }

    protected override string VersionOf(SiteText thing) => Version(thing);

    protected override string KeyOf(SiteTextKind id) => AuditSubject.SiteText(SiteTextPhrases.Of(id).Word);

    protected override string NameOf(SiteText thing) => SiteTextPhrases.Of(thing.Kind).Label;

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, SiteText thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>([new("Testo", thing.Text)]);
}
