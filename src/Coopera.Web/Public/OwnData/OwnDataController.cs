using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.OwnData;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.OwnData;

/// <summary>Everything under an address, for who opened the link that was mailed there. A GET changes nothing.</summary>
[Route("/i-miei-dati/{token}")]
[PrivatePage]
[EnableRateLimiting(RateLimitPolicies.OwnData)]
public sealed class OwnDataController(DataLinkDoor door, ReadOwnData read, AskErasure erasure) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Page(string token) => OpenAsync(token, link => ShowAsync(token, link, new CorrectionForm()));

    [HttpGet("dati.pdf")]
    public Task<IActionResult> Pdf(string token) => OpenAsync(
        token, async link => File(OwnDataPaper.Make(await read.RunAsync(link.Email)), "application/pdf", "i-miei-dati.pdf"));

    [HttpGet("dati.json")]
    public Task<IActionResult> Json(string token) => OpenAsync(
        token,
        async link => File(OwnDataJson.Make(await read.RunAsync(link.Email)), "application/json; charset=utf-8", "i-miei-dati.json"));

    [HttpPost("inviti")]
    public Task<IActionResult> Invitations(string token, [FromServices] EndInvitations end, CancellationToken cancellationToken) =>
        OpenAsync(
            token,
            async link =>
            {
                await end.RunAsync(link.Email, cancellationToken);
                return this.SeeOther(new DataReceipt(DataDeed.InvitationsEnded), nameof(Page), new { token });
            });

    [HttpPost("correzione")]
    public Task<IActionResult> Correct(
        string token, CorrectionForm form, [FromServices] AskCorrection ask, CancellationToken cancellationToken) => OpenAsync(
        token,
        async link =>
        {
            var message = Text.CleanParagraph(form.Message);
            if (message.Length is 0 or > DataRequest.MessageMaxLength)
            {
                ModelState.AddModelError(
                    nameof(form.Message),
                    message.Length == 0 ? OwnDataPhrases.MessageMissing : Phrases.TooLong("Il testo", DataRequest.MessageMaxLength));
            }
            else if (await ask.RunAsync(link.Email, message, await this.SentContentIdAsync(), cancellationToken) == CorrectionAsked.TooMany)
            {
                ModelState.AddModelError("", OwnDataPhrases.TooManyOpen);
            }

            return ModelState.IsValid
                ? this.SeeOther(new DataReceipt(DataDeed.CorrectionAsked), nameof(Page), new { token })
                : await ShowAsync(token, link, form, StatusCodes.Status422UnprocessableEntity);
        });

    [HttpGet("cancella")]
    public Task<IActionResult> Erase(string token) => OpenAsync(token, link => ConfirmAsync(token, link, new ErasureForm()));

    [HttpPost("cancella")]
    public Task<IActionResult> Erase(string token, ErasureForm form, CancellationToken cancellationToken) => OpenAsync(
        token,
        async link =>
        {
            var plan = await erasure.PlanAsync(link.Email);
            if (!form.Agreed)
            {
                ModelState.AddModelError(nameof(form.Agreed), OwnDataPhrases.NotAgreed);
            }

            if (form.Who is { Length: > 0 } who && !plan.People.Contains(who))
            {
                ModelState.AddModelError(nameof(form.Who), "Scegli dall’elenco chi chiede la cancellazione.");
            }

            if (!ModelState.IsValid)
            {
                return await ConfirmAsync(token, link, form, StatusCodes.Status422UnprocessableEntity);
            }

            await erasure.RunAsync(link.Email, form.Who, await this.SentContentIdAsync(), cancellationToken);
            return this.SeeOther(new DataReceipt(DataDeed.ErasureAsked), nameof(Page), new { token });
        });

    [HttpPost("chiudi")]
    public Task<IActionResult> Close(string token, CancellationToken cancellationToken) => OpenAsync(
        token,
        async link =>
        {
            await door.CloseAsync(link.Email, cancellationToken);
            return this.SeeOther(nameof(AskDataController.Closed), on: "AskData");
        });

    private async Task<IActionResult> OpenAsync(string token, Func<DataLink, Task<IActionResult>> show) =>
        await door.OpenAsync(token) is { } link ? await show(link) : this.InvalidLink();

    private async Task<IActionResult> ShowAsync(
        string token, DataLink link, CorrectionForm form, int status = StatusCodes.Status200OK)
    {
        Response.StatusCode = status;
        form.Page = new OwnDataPage(token, link.EndsAt, await read.RunAsync(link.Email), this.Receipt<DataReceipt>()?.Deed);
        return View(nameof(Page), form);
    }

    private async Task<IActionResult> ConfirmAsync(
        string token, DataLink link, ErasureForm form, int status = StatusCodes.Status200OK)
    {
        Response.StatusCode = status;
        (form.Token, form.Address, form.Plan) = (token, link.Email.Display, await erasure.PlanAsync(link.Email));
        return View(nameof(Erase), form);
    }
}

public enum DataDeed
{
    InvitationsEnded,
    CorrectionAsked,
    ErasureAsked,
}

public sealed record DataReceipt(DataDeed Deed);

public sealed record OwnDataPage(string Token, DateTimeOffset EndsAt, OwnDataBook Book, DataDeed? JustDone);

public sealed class CorrectionForm
{
    [Display(Name = "Che cosa va corretto?")]
    public string? Message { get; set; }

    [BindNever]
    public OwnDataPage? Page { get; set; }
}

public sealed class ErasureForm
{
    public bool Agreed { get; set; }

    [Display(Name = "Chi chiede la cancellazione?")]
    public string? Who { get; set; }

    [BindNever]
    public string Token { get; set; } = "";

    [BindNever]
    public string Address { get; set; } = "";

    [BindNever]
    public ErasurePlan? Plan { get; set; }
}
