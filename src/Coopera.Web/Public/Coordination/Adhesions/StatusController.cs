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
    public async Task<IActionResult> Status(string token)
    {
        ViewData[nameof(AdhesionDeed)] = this.Receipt<AdhesionReceipt>()?.Deed;
        return await finder.FindAsync(token) is not { } found ? await InvalidLinkAsync(token)
            : found.Adhesion is { IsProven: false, Status: AdhesionStatus.Draft } ? View("Open", found)
            : View(found);
    }

    /// <summary>Mail scanners open links, people press buttons: whoever presses it has the mailbox.</summary>
    [HttpPost("conferma")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Confirm(string token, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return await InvalidLinkAsync(token);
        }

        await change.RunAsync(
            found.Adhesion.Id, seenRevision: null, (_, _, _, _) => Task.CompletedTask, cancellationToken: cancellationToken);
        var cameWithFile = found.Adhesion.MissingParts.Count == 0 || found.Adhesion.SignedCopies.Count > 0;
        return this.SeeOther(cameWithFile ? nameof(StepsController.Summary) : nameof(StepsController.Body), new { token }, on: "Steps");
    }

    [HttpGet("scheda.pdf")]
    public async Task<IActionResult> Scheda(string token) => await finder.FindAsync(token) is { } found
        ? File(scheda.PreFilled(found), "application/pdf", SchedaMaker.FileName(found.Body))
        : await InvalidLinkAsync(token);

    [HttpPost("carica")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    [TakesUpload(LargestUpload)]
    public async Task<IActionResult> Upload(string token, IFormFile? file, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return await InvalidLinkAsync(token);
        }

        if (file is null)
        {
            return Refuse(found, "Scegli il file della scheda firmata, poi premi «Invia la scheda firmata».");
        }

        var receipt = await sendCopy.RunAsync(found, file.Received(), Actor.Body, cancellationToken: cancellationToken);
        return Answer(found, nameof(Status), receipt);
    }

    [HttpPost("carica/non-firmata")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> UploadUnsigned(string token, string? ticket, CancellationToken cancellationToken) =>
        await finder.FindAsync(token) is { } found
            ? Answer(
                found,
                nameof(Status),
                await sendCopy.SendUnsignedAsync(found, ticket, Actor.Body, cancellationToken: cancellationToken))
            : await InvalidLinkAsync(token);

    [HttpPost("invia")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Submit(string token, CancellationToken cancellationToken) =>
        await finder.FindAsync(token) is not { } found ? await InvalidLinkAsync(token) : Answer(
            found,
            nameof(StepsController.Summary),
            await sendCopy.SubmitAttachedAsync(found, Actor.Body, cancellationToken: cancellationToken));

    [HttpPost("ritira")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Withdraw(
        string token, string? reason, [FromServices] WithdrawAdhesion withdraw, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return await InvalidLinkAsync(token);
        }

        await withdraw.RunAsync(found.Adhesion.Id, reason, cancellationToken);
        return this.SeeOther(nameof(Status), new { token });
    }

    [HttpPost("rimetti")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Restore(
        string token, [FromServices] WithdrawAdhesion withdraw, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return await InvalidLinkAsync(token);
        }

        var outcome = await withdraw.TakeBackAsync(found.Adhesion.Id, cancellationToken);
        if (outcome != ChangeAdhesionOutcome.Done)
        {
            ModelState.AddModelError(
                "", outcome == ChangeAdhesionOutcome.BodyTaken ? WithdrawAdhesion.BodyTaken : WithdrawAdhesion.TooLate);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return View(nameof(Status), found);
        }

        return this.SeeOther(new AdhesionReceipt(AdhesionDeed.Restored), nameof(Status), new { token });
    }

    [HttpGet("copie/{version:int}")]
    public async Task<IActionResult> Copy(string token, int version) =>
        await finder.FindAsync(token) is not { } found ? await InvalidLinkAsync(token)
        : found.Adhesion.SignedCopies.SingleOrDefault(copy => copy.Version == version) is { } copy
            ? File(store.OpenRead(copy.StoreKey), "application/octet-stream", copy.FileName)
            : NotFound();

    private IActionResult Answer(FoundAdhesion found, string page, CopyReceipt receipt)
    {
        if (receipt.Refusal is { } refusal)
        {
            return Refuse(found, refusal, page);
        }

        if (receipt.Question is { } unsigned)
        {
            return View("Unsigned", new UnsignedPage(found, unsigned));
        }

        return receipt.Outcome switch
        {
            ChangeAdhesionOutcome.Done => this.SeeOther(
                new AdhesionReceipt(AdhesionDeed.CopyReceived), nameof(Status), new { token = found.Token }),
            ChangeAdhesionOutcome.BodyTaken => this.SeeOther(
                new AdhesionReceipt(AdhesionDeed.CopyNotNeeded), nameof(Status), new { token = found.Token }),
            _ => this.SeeOther(nameof(Status), new { token = found.Token }),
        };
    }

    private ViewResult Refuse(FoundAdhesion found, string sentence, string page = nameof(Status))
    {
        // Where the page has no field for the file, there is nothing that the summary of errors could lead to.
        ModelState.AddModelError(page == nameof(Status) && found.CanUpload ? "file" : "", sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(page, found);
    }

    private Task<IActionResult> InvalidLinkAsync(string token) => this.DeadLinkAsync(finder, token);
}

public enum AdhesionDeed
{
    SavedForLater,
    CopyReceived,
    CopyNotNeeded,
    Restored,
}

/// <summary>What the page of an adhesion says once, to who has just sent something.</summary>
public sealed record AdhesionReceipt(AdhesionDeed Deed);

public sealed record UnsignedPage(FoundAdhesion Found, UnsignedCopy Copy);
