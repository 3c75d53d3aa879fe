using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Webinars;

/// <param name="Over">A page of them, the latest first.</param>
public sealed record WebinarList(IReadOnlyList<WebinarEntry> Coming, IReadOnlyList<WebinarEntry> Over, ListPage Page)
{
    private const int PageSize = 30;

    public static async Task<WebinarList> ReadAsync(CooperaDb db, DateTimeOffset now, int number = 1)
    {
        var all = db.Webinars.AsNoTracking().Where(w => w.Status != WebinarStatus.Draft && w.ArchivedAt == null);
        var coming = await all.Where(w => w.Status == WebinarStatus.Published && w.EndsAt > now)
            .OrderBy(w => w.StartsAt).ThenBy(w => w.Id).ToListAsync();
        var over = all.Where(w => w.Status == WebinarStatus.Cancelled || w.EndsAt <= now);
        var page = ListPage.Of(number, await over.CountAsync(), PageSize);
        var shown = await page.In(over.OrderByDescending(w => w.StartsAt).ThenByDescending(w => w.Id)).ToListAsync();
        var places = await Places.ForAllAsync(db, coming, now);
        return new WebinarList(
            [.. coming.Select(w => WebinarEntry.Of(w, now, places.GetValueOrDefault(w.Id)))],
            [.. shown.Select(w => WebinarEntry.Of(w, now, default))],
            page);
    }

    public static string Address(int page) => page == 1 ? Addresses.Public.Webinars : $"{Addresses.Public.Webinars}?pagina={page}";
}

internal static class UnknownWebinar
{
    /// <summary>
    /// To the page that has moved, when the address names one by a slug of before; else 404 with the webinars that there are.
    /// </summary>
    public static async Task<IActionResult> UnknownWebinarAsync(this Controller controller, CooperaDb db, DateTimeOffset now)
    {
        if (controller.RouteData.Values["slug"] is string slug)
        {
            var current = await db.OldSlugs.Where(old => old.Kind == SlugOf.Webinar && old.Slug == slug)
                .Join(db.Webinars.Where(w => w.Status != WebinarStatus.Draft), old => old.OwnerId, w => w.Id, (_, w) => w.Slug)
                .SingleOrDefaultAsync();
            if (current is not null)
            {
                return controller.MovedTo(Addresses.Public.Webinars, slug, current);
            }
        }

        controller.Response.StatusCode = StatusCodes.Status404NotFound;
        return controller.View("~/Public/Webinars/Unknown.cshtml", await WebinarList.ReadAsync(db, now));
    }
}
