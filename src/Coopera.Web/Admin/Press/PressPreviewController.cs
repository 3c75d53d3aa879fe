using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Press;
using Coopera.Web.Public.Press;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Press;

public sealed class PressPreviewController(CooperaDb db) : AdminController
{
    [AsOnTheSite]
    [HttpGet("/gestione/comunicati/{id:int}/anteprima")]
    public async Task<IActionResult> Preview(int id)
    {
        if (await db.PressReleases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } release)
        {
            return NotFound();
        }

        return release.Status == PressReleaseStatus.Published
            ? new SeeOther(Url.Content(Addresses.Public.PressRelease(release.Slug)))
            : View("~/Public/Press/Detail.cshtml", await PressReleasePage.OfAsync(db, release, Request.PathBase));
    }
}
