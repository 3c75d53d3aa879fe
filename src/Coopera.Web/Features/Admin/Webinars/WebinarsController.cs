using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Admin.Webinars;

/// <summary>The webinars as the staff see them: how many signed up for each.</summary>
public sealed class WebinarsController(CooperaDb db, TimeProvider clock) : AdminController
{
    [HttpGet("/gestione/webinar")]
    public async Task<ViewResult> Index()
    {
        var now = clock.GetUtcNow();
        var webinars = await db.Webinars.AsNoTracking().OrderByDescending(w => w.StartsAt).ToListAsync();
        var counts = await db.Registrations
            .GroupBy(r => new { r.WebinarId, r.Status })
            .Select(group => new { group.Key.WebinarId, group.Key.Status, Count = group.Count() })
            .ToListAsync();
        int Count(Webinar webinar, RegistrationStatus status) => counts.SingleOrDefault(c => c.WebinarId == webinar.Id && c.Status == status)?.Count ?? 0;
        return View(webinars.ConvertAll(w => new WebinarRow(
            w, w.PhaseAt(now), Count(w, RegistrationStatus.Confirmed), Count(w, RegistrationStatus.Waiting), Count(w, RegistrationStatus.Cancelled))));
    }
}

public sealed record WebinarRow(Webinar Webinar, WebinarPhase Phase, int Confirmed, int Waiting, int Cancelled);
