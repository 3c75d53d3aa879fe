using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Webinars;

public sealed record WebinarList(IReadOnlyList<WebinarEntry> Coming, IReadOnlyList<WebinarEntry> Over)
{
    public static async Task<WebinarList> ReadAsync(CooperaDb db, DateTimeOffset now)
    {
        var all = await db.Webinars.AsNoTracking()
            .Where(w => w.Status != WebinarStatus.Draft && w.ArchivedAt == null).OrderBy(w => w.StartsAt).ToListAsync();
        var places = await Places.ForAllAsync(db, all, now);
        var entries = all.Select(w => WebinarEntry.Of(w, now, places.GetValueOrDefault(w.Id))).ToList();
        return new WebinarList(
            [.. entries.Where(e => e.Webinar.EndsAt > now && e.Phase != WebinarPhase.Cancelled)],
            [.. entries.Where(e => e.Webinar.EndsAt <= now || e.Phase == WebinarPhase.Cancelled).Reverse()]);
    }
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
