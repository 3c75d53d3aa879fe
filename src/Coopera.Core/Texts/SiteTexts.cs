using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Texts;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Texts;

/// <summary>All that is written, as a page shows it.</summary>
/// <param name="privacyNotice">The version of the notice with these texts (<see cref="Registrations.PrivacyNotice"/>).</param>
public sealed class SiteTexts(IReadOnlyDictionary<SiteTextKind, string> written, string privacyNotice)
{
    public string PrivacyNoticeVersion => privacyNotice;

    public IEnumerable<SiteTextWords> Missing => SiteTextPhrases.All.Where(text => text.IsRequired && this[text.Kind] is null);

    /// <summary>Null where nobody has written it.</summary>
    public string? this[SiteTextKind kind] => written.GetValueOrDefault(kind) is { Length: > 0 } text ? text : null;

    public static async Task<SiteTexts> ReadAsync(CooperaDb db)
    {
        var texts = await db.SiteTexts.AsNoTracking().ToListAsync();
        return new SiteTexts(
            texts.ToDictionary(text => text.Kind, text => text.Text),
            PrivacyNotice.VersionOf(texts.Where(text => SiteText.InPrivacyNotice.Contains(text.Kind)).Sum(text => text.Version)));
    }
}
