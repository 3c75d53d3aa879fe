using Coopera.Core.Coordination;
using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Coordination.Adhesions;

[Route("/coordinamento/adesione/{token}")]
[PrivatePage]
public sealed class StatusController(
    AdhesionFinder finder, ChangeAdhesion change, SendSignedCopy sendCopy, SchedaMaker scheda, UploadStore store) : Controller
{
    /// <summary>The signed copy, and what a form adds around it.</summary>
    public const int LargestUpload = (int)SignedCopy.MaxLength + (1024 * 1024);

    [HttpGet]
    public async Task<IActionResult> Status(string token) => await finder.FindAsync(token) is { } found ? View(found) : InvalidLink();

    [HttpGet("scheda.pdf")]
    public async Task<IActionResult> Scheda(string token) => await finder.FindAsync(token) is { } found
        ? File(scheda.PreFilled(found), "application/pdf", SchedaMaker.FileName(found.Body))
        : InvalidLink();

    [HttpPost("carica")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    [TakesUpload(LargestUpload)]
    public async Task<IActionResult> Upload(string token, IFormFile? file, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return InvalidLink();
        }

        if (file is null)
        {
            return Refuse(found, "Scegli il file della scheda firmata, poi premi «Invia la scheda firmata».");
        }

        return Answer(
            found, await sendCopy.RunAsync(found, file.Received(), Actor.Body, await this.SentFormIdAsync(), cancellationToken));
    }

    [HttpPost("carica/non-firmata")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> UploadUnsigned(string token, string? ticket, CancellationToken cancellationToken) =>
        await finder.FindAsync(token) is { } found
            ? Answer(
                found, await sendCopy.SendUnsignedAsync(found, ticket, Actor.Body, await this.SentFormIdAsync(), cancellationToken))
            : InvalidLink();

    [HttpPost("invia")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Submit(string token, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return InvalidLink();
        }

        var form = await this.SentFormIdAsync();
        var outcome = await change.RunAsync(
            found.Adhesion.Id,
            seenRevision: null,
            async (db, adhesion, _, now) => adhesion.SubmitAttachedCopy(
                adhesion.ReceiptNumber ?? await db.NextReceiptNumberAsync(RomeTime.ToRome(now).Year), Actor.Body, now),
            AdhesionEventKind.SignedCopyReceived,
            form: form,
            cancellationToken: cancellationToken);
        TempData["CopyReceived"] = outcome == ChangeAdhesionOutcome.Done ? true : null;
        return this.SeeOther(nameof(Status), new { token });
    }

    [HttpPost("ritira")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Withdraw(string token, string? reason, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return InvalidLink();
        }

        await change.RunAsync(
            found.Adhesion.Id,
            seenRevision: null,
            (_, adhesion, _, now) =>
            {
                adhesion.Withdraw(reason, Actor.Body, now);
                return Task.CompletedTask;
            },
            AdhesionEventKind.Withdrawn,
            Text.CleanParagraph(reason) is { Length: > 0 } why ? why : null,
            cancellationToken: cancellationToken);
        return this.SeeOther(nameof(Status), new { token });
    }

    [HttpGet("copie/{version:int}")]
    public async Task<IActionResult> Copy(string token, int version) =>
        await finder.FindAsync(token) is not { } found ? InvalidLink()
        : found.Adhesion.SignedCopies.SingleOrDefault(copy => copy.Version == version) is { } copy
            ? File(store.OpenRead(copy.StoreKey), "application/octet-stream", copy.FileName)
            : NotFound();

    private IActionResult Answer(FoundAdhesion found, CopyReceipt receipt)
    {
        if (receipt.Refusal is { } refusal)
        {
            return Refuse(found, refusal);
        }

        if (receipt.Question is { } unsigned)
        {
            return View("Unsigned", new UnsignedPage(found, unsigned));
        }

        TempData["CopyReceived"] = receipt.Outcome == ChangeAdhesionOutcome.Done ? true : null;
        return this.SeeOther(nameof(Status), new { token = found.Token });
    }

    private ViewResult Refuse(FoundAdhesion found, string sentence)
    {
        ModelState.AddModelError("file", sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Status", found);
    }

    private ViewResult InvalidLink()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("InvalidLink");
    }
}

public sealed record UnsignedPage(FoundAdhesion Found, UnsignedCopy Copy);
