using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Webinars;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

public sealed class WebinarPreviewController(CooperaDb db, TimeProvider clock) : AdminController
{
    [AsOnTheSite]
    [HttpGet("/gestione/webinar/{id:int}/anteprima")]
    public async Task<IActionResult> Preview(int id)
    {
        if (await db.Webinars.AsNoTracking().Whole().SingleOrDefaultAsync(w => w.Id == id) is not { } webinar)
        {
            return NotFound();
        }

        return webinar.Status == WebinarStatus.Draft
            ? View(
                "~/Public/Webinars/Detail.cshtml",
                await WebinarPage.OfAsync(db, webinar, clock.GetUtcNow(), material => Addresses.Admin.Materials.File(id, material)))
            : new SeeOther(Url.Content(Addresses.Public.Webinar(webinar.Slug)));
    }
}
