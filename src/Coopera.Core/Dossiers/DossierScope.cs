using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Dossiers;

/// <summary>What a dossier is about: one webinar that is over, or all of a period.</summary>
/// <param name="Webinars">In the order of time, with talks and materials.</param>
public sealed record DossierScope(string Title, string Name, IReadOnlyList<Webinar> Webinars)
{
    /// <summary>The date in all its files, whenever it is made: the same data make the same bytes.</summary>
    public DateTimeOffset Date => Webinars.Max(webinar => webinar.EndsAt);

    public IReadOnlyList<int> Ids => [.. Webinars.Select(webinar => webinar.Id)];

    /// <summary>Null when there is no such webinar, or it is not over.</summary>
    public static async Task<DossierScope?> OfWebinarAsync(CooperaDb db, int id, DateTimeOffset now)
    {
        var webinar = await Over(db, now).Whole().SingleOrDefaultAsync(w => w.Id == id);
        return webinar is null ? null : new DossierScope(webinar.Title, webinar.Slug, [webinar]);
    }

    /// <summary>Those that began on one of these days, on the clocks of Rome. Null when there is none.</summary>
    public static async Task<DossierScope?> OfPeriodAsync(CooperaDb db, DateOnly first, DateOnly last, DateTimeOffset now)
    {
        var (from, until) = (RomeTime.StartOf(first), RomeTime.StartOf(last.AddDays(1)));
        var webinars = await Over(db, now).Where(w => w.StartsAt >= from && w.StartsAt < until).Whole()
            .OrderBy(w => w.StartsAt).ThenBy(w => w.Id).ToListAsync();
        return webinars.Count == 0 ? null : new DossierScope(
            $"{RomeTime.Date("Dal", first)} {RomeTime.Date("al", last)}", $"{RomeTime.IsoDate(first)} {RomeTime.IsoDate(last)}", webinars);
    }

    /// <summary>Of which there can be one.</summary>
    public static IQueryable<Webinar> Over(CooperaDb db, DateTimeOffset now) => db.Webinars.AsNoTracking()
        .Where(w => w.EndsAt <= now && w.Status == WebinarStatus.Published && !w.IsSample);
}
