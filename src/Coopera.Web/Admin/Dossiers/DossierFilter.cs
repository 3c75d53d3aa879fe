using System.Globalization;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Dossiers;
using Coopera.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Dossiers;

/// <summary>What the dossier is to be about: <c>?webinar=7</c>, or <c>?dal=1/1/2026&amp;al=31/12/2026</c>.</summary>
public sealed record DossierFilter(
    [FromQuery(Name = "webinar")] string? Webinar, [FromQuery(Name = "dal")] string? FirstDay, [FromQuery(Name = "al")] string? LastDay)
{
    private const int MostYears = 10;

    private int? WebinarId => int.TryParse(Webinar, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public bool IsAsked => new[] { Webinar, FirstDay, LastDay }.Any(text => !string.IsNullOrWhiteSpace(text));

    public string Query() => ListQuery.Of(
        WebinarId is { } id ? [("webinar", $"{id}")] : [("dal", FirstDay), ("al", LastDay)]);

    /// <returns>Or what is wrong with what was asked, in a sentence.</returns>
    public async Task<(DossierScope? Scope, string? Wrong)> FindAsync(CooperaDb db, DateTimeOffset now)
    {
        if (WebinarId is { } id)
        {
            return await DossierScope.OfWebinarAsync(db, id, now) is { } one
                ? (one, null)
                : (null, "Questo webinar non è ancora finito, o non si è tenuto: scegline un altro.");
        }

        if (!ItalianInput.TryDate(FirstDay, out var first) || !ItalianInput.TryDate(LastDay, out var last)
            || first.Year is < 1901 or > 9990 || last.Year is < 1901 or > 9990)
        {
            return (null, "Scrivi il primo e l’ultimo giorno del periodo, per esempio 01/01/2026 e 31/12/2026.");
        }

        if (last < first || last > first.AddYears(MostYears))
        {
            return (null, $"L’ultimo giorno viene dopo il primo, e il periodo dura al massimo {MostYears} anni.");
        }

        return await DossierScope.OfPeriodAsync(db, first, last, now) is { } scope
            ? (scope, null)
            : (null, $"{RomeTime.Date("Dal", first)} {RomeTime.Date("al", last)} non è finito nessun webinar: cambia i giorni.");
    }
}
