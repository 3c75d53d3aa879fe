using Coopera.Domain.PublicBodies;
using Coopera.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Coordination;

/// <summary>Who belongs to the Coordinamento dei Comuni della rete SAI, and how to join.</summary>
public sealed class CoordinationController(CooperaDb db) : Controller
{
    [HttpGet("/coordinamento")]
    public async Task<ViewResult> Index()
    {
        var adherents = await db.Adhesions.AsNoTracking()
            .Where(a => a.ActiveKey != null)
            .Join(db.PublicBodies, a => a.PublicBodyCode, b => b.Code, (_, body) => body)
            .OrderBy(body => body.ProvinceName).ThenBy(body => body.Kind).ThenBy(body => body.Name)
            .ToListAsync();
        return View(adherents);
    }
}
