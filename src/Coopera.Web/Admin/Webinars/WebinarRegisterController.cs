using Coopera.Core.Data;
using Coopera.Core.Documents.Pictures;
using Coopera.Core.Links;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Audit;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

/// <summary>What the page of a webinar leads to: all that was done to it, and its code as a picture.</summary>
[Route("/gestione/webinar/{id:int}")]
public sealed class WebinarRegisterController(CooperaDb db) : AdminController
{
    private const int PageSize = 50;
    private const int QrScale = 16;

    [HttpGet("registro")]
    public async Task<IActionResult> Register(int id, [FromQuery(Name = "prima")] long? before)
    {
        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id) is not { } webinar)
        {
            return NotFound();
        }

        var subject = AuditSubject.Webinar(id);
        var rows = await db.AuditEntries.Where(entry => entry.SubjectKey == subject && (before == null || entry.Number < before))
            .OrderByDescending(entry => entry.Number).Select(AuditLine.Of).Take(PageSize + 1).ToListAsync();
        return View(new WebinarRegisterPage(webinar, [.. rows.Take(PageSize)], before is not null, rows.Count > PageSize));
    }

    [HttpGet("qr.png")]
    public async Task<IActionResult> Qr(int id, [FromServices] SiteAddresses addresses) =>
        await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id) is { } webinar
            ? File(QrPicture.Of(addresses.Webinar(webinar.Slug)).ToPng(QrScale), Png.ContentType, $"qr-{webinar.Slug}.png")
            : NotFound();
}

public sealed record WebinarRegisterPage(Webinar Webinar, IReadOnlyList<AuditLine> Rows, bool HasNewer, bool HasOlder);
