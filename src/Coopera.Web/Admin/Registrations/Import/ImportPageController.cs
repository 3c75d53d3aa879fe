using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.Import;

/// <summary>What has become of an import, and the way to take it back.</summary>
[Route("/gestione/webinar/{id:int}/iscritti/importa/{import:guid}")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class ImportPageController(CooperaDb db, UndoImport undo, TimeProvider clock) : AdminController
{
    [HttpGet]
    public Task<IActionResult> Page(int id, Guid import) => ShowAsync(id, import);

    [HttpPost("ritira")]
    public async Task<IActionResult> Undo(int id, Guid import, CancellationToken cancellationToken) => await AnswerAsync(
        await undo.RunAsync(id, import, User.Identity!.Name!, SentFormId, cancellationToken),
        "L’importazione è già ritirata.",
        new SeeOther(Url.Content(Addresses.Admin.Registrations.ImportPage(id, import))),
        status => ShowAsync(id, import, status));

    private async Task<IActionResult> ShowAsync(int id, Guid importId, int status = StatusCodes.Status200OK)
    {
        if (await db.RegistrationImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId && i.WebinarId == id) is not { } import)
        {
            return NotFound();
        }

        var (webinar, now) = (await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == id), clock.GetUtcNow());
        Response.StatusCode = status;
        var standing = await ImportStanding.OfAsync(db, import, webinar, now);
        return View(nameof(Page), new ImportPage(webinar, import, standing, import.CanBeUndoneAt(now))
        {
            MailIsPossible = SendConfirmationAgain.IsPossible(webinar, now),
        });
    }
}

public sealed record ImportPage(Webinar Webinar, RegistrationImport Import, ImportStanding Standing, bool CanBeUndone)
{
    public bool MailIsPossible { get; init; }
}
