using Coopera.Core.Data;
using Coopera.Domain.Texts;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Texts;

/// <summary>All that is written, as a page shows it.</summary>
public sealed class SiteTexts(IReadOnlyDictionary<SiteTextKind, string> written)
{
    public IEnumerable<SiteTextWords> Missing => SiteTextPhrases.All.Where(text => text.IsRequired && this[text.Kind] is null);

    /// <summary>Null where nobody has written it.</summary>
    public string? this[SiteTextKind kind] => written.GetValueOrDefault(kind) is { Length: > 0 } text ? text : null;

    public static async Task<SiteTexts> ReadAsync(CooperaDb db) =>
        new(await db.SiteTexts.AsNoTracking().ToDictionaryAsync(text => text.Kind, text => text.Text));
}
