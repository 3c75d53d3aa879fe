using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence.Imports;
using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Presence.Import;

/// <summary>A report that was taken in, and the way to take it back.</summary>
[Route("/gestione/webinar/{id:int}/presenze/importa/{report:int}")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class PresenceImportPageController(CooperaDb db, UndoPresenceImport undo, ForgetPairing forget) : AdminController
{
    [HttpGet]
    public Task<IActionResult> Page(int id, int report) => ShowAsync(id, report);

    [HttpPost("ritira")]
    public async Task<IActionResult> Undo(int id, int report, CancellationToken cancellationToken) => await AnswerAsync(
        await undo.RunAsync(id, report, User.Identity!.Name!, SentFormId, cancellationToken),
        "L’importazione è già ritirata.",
        new SeeOther(Url.Content(Addresses.Admin.PresenceImports.Page(id, report))),
        status => ShowAsync(id, report, status));

    [HttpPost("dimentica/{pairing:int}")]
    public async Task<IActionResult> Forget(int id, int report, int pairing, CancellationToken cancellationToken) => await AnswerAsync(
        await forget.RunAsync(id, pairing, User.Identity!.Name!, SentFormId, cancellationToken),
        PresenceImportPhrases.Forgotten,
        new SeeOther(Url.Content(Addresses.Admin.PresenceImports.Page(id, report))),
        status => ShowAsync(id, report, status));

    private async Task<IActionResult> ShowAsync(int id, int report, int status = StatusCodes.Status200OK)
    {
        if (await db.PresenceImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == report && i.WebinarId == id) is not { } import)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        return View(nameof(Page), new PresenceImportPage(
            await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == id), import, await PresenceStanding.OfAsync(db, import),
            await db.PresencePairings.AsNoTracking().Where(p => p.PresenceImportId == report).OrderBy(p => p.Shown).ToListAsync()));
    }
}

public sealed record PresenceImportPage(
    Webinar Webinar, PresenceImport Import, PresenceStanding Standing, IReadOnlyList<PresencePairing> Pairings);
