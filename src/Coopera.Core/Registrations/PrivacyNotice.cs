using Coopera.Core.Data;
using Coopera.Domain.Texts;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// Which notice somebody read: the day of what the program says, and how often the house has changed its own parts of it since
/// ("2026-11-28.3"). The register has every text that there was.
/// </summary>
public static class PrivacyNotice
{
    /// <summary>To be moved with the notice's own words.</summary>
    public const string Day = "2026-11-29";

    private static readonly CompiledQuery<Func<CooperaDb, CancellationToken, Task<int>>> Changes = new(() => EF.CompileAsyncQuery(
        (CooperaDb db, CancellationToken cancellationToken) =>
            db.SiteTexts.Where(text => SiteText.InPrivacyNotice.Contains(text.Kind)).Sum(text => text.Version)));

    public static async Task<string> VersionAsync(CooperaDb db, CancellationToken cancellationToken = default) =>
        VersionOf(await Changes.On(db)(db, cancellationToken));

    public static string VersionOf(int changes) => changes == 0 ? Day : $"{Day}.{changes}";
}
