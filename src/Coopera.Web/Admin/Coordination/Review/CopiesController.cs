using Coopera.Core.Coordination;
using Coopera.Core.Coordination.Protocol;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Coordination.Adhesions;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Coopera.Web.Admin.Coordination.Review;

/// <summary>The signed copies of an adhesion: the original bytes, the package for the protocol, and the scan that staff add.</summary>
[Route("/gestione/adesioni/{id:guid}")]
public sealed class CopiesController(CooperaDb db, UploadStore store, TimeProvider clock) : AdminController
{
    [HttpGet("copie/{version:int}")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Copy(Guid id, int version) =>
        await FindAsync(id) is { } page && page.Adhesion.SignedCopies.SingleOrDefault(copy => copy.Version == version) is { } copy
            && store.Open(copy.StoreKey) is { } bytes
            ? File(bytes, "application/octet-stream", copy.FileName)
            : NotFound();

    /// <summary>
    /// The PDF that people read, for the browser to draw beside the list: the copy, or what is in its envelope. It is never anything but a
    /// PDF.
    /// </summary>
    [HttpGet("copie/{version:int}/scheda.pdf")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Show(
        Guid id, int version, [FromServices] ReadableCopy readable, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } page
            || page.Adhesion.SignedCopies.SingleOrDefault(copy => copy.Version == version) is not { } copy
            || await readable.OpenAsync(copy, cancellationToken) is not { } pdf)
        {
            return NotFound();
        }

        var shown = new ContentDispositionHeaderValue("inline");
        shown.SetHttpFileName(ProtocolPapers.NameInside(copy) ?? copy.FileName);
        Response.Headers.ContentDisposition = shown.ToString();
        HttpContext.IsShownInOwnFrames();
        return File(pdf, "application/pdf");
    }

    [HttpGet("protocollo.zip")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Package(Guid id, [FromServices] ProtocolPackage package)
    {
        if (await FindAsync(id) is not { } page
            || await package.PackAsync(page.Adhesion, page.Body, User.Identity!.Name!, HttpContext.RequestAborted) is not { } zip)
        {
            return NotFound();
        }

        return File(zip, "application/zip", $"protocollo-{page.Adhesion.ReceiptNumber ?? page.Adhesion.DocumentCode}.zip");
    }

    [HttpPost("copie")]
    [Authorize(Policy = StaffPolicies.Handle)]
    [TakesUpload(StatusController.LargestUpload)]
    public async Task<IActionResult> Upload(
        Guid id, IFormFile? file, [FromForm(Name = "Form.Seen")] string? seen,
        [FromServices] ScanUpload upload, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (file is null)
        {
            ModelState.AddModelError("file", "Scegli il file della scheda firmata, poi premi «Carica la scheda firmata».");
            return await ShowAsync(id, seen, StatusCodes.Status422UnprocessableEntity);
        }

        var result = await upload.RunAsync(Asks(id, seen), page.Adhesion, page.Body, file.Received(), cancellationToken);
        return await AnswerAsync(
            result, "Scheda firmata caricata: la ricevuta parte per email.", ToPage(id), status => ShowAsync(id, seen, status));
    }

    [HttpPost("copie/invia")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> TakeAsSent(
        Guid id, [FromForm(Name = "Form.Seen")] string? seen, [FromServices] TakeCopyAsSent take, CancellationToken cancellationToken) =>
        await AnswerAsync(
            await take.RunAsync(Asks(id, seen), cancellationToken),
            "La copia caricata dall’ente vale come inviata: la ricevuta parte per email.",
            ToPage(id),
            status => ShowAsync(id, seen, status));

    private async Task<IActionResult> ShowAsync(Guid id, string? seen, int status)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        return View(
            "Page", page with { Open = nameof(Upload), Conflict = status == StatusCodes.Status409Conflict ? page.NewSince(seen) : null });
    }

    private SeeOther ToPage(Guid id) => this.SeeOther(nameof(AdhesionController.Page), new { id }, on: "Adhesion");

    private Task<AdhesionPage?> FindAsync(Guid id) => AdhesionPage.FindAsync(db, id, clock.GetUtcNow());
}
