using Coopera.Core;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Files;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Coordination.Adhesions;

[Route("/coordinamento/scheda")]
public sealed class SchedaController(
    CooperaDb db,
    SchedaMaker scheda,
    StartAdhesion start,
    UnprovenQuota quota,
    SendSignedCopy copies,
    BodyChoice bodies,
    Antivirus antivirus,
    IValidator<SchedaUploadForm> validator) : Controller
{
    [HttpGet("/coordinamento/scheda.pdf")]
    [PublicPage]
    public FileContentResult Blank() => File(scheda.Blank(), "application/pdf", SchedaMaker.BlankFileName);

    [HttpGet("carica")]
    [PrivatePage]
    public ViewResult Upload() => View(new SchedaUploadForm());

    [HttpPost("carica")]
    [Trap]
    [PrivatePage]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    [TakesUpload(StatusController.LargestUpload)]
    public async Task<IActionResult> Upload(SchedaUploadForm form, IFormFile? file, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        var look = file is null || TrapAttribute.WasFilled(HttpContext)
            ? null
            : await CopyInspection.LookAsync(null, null, file.Received(), cancellationToken);
        if (look?.Refusal is { } refusal)
        {
            ModelState.AddModelError("file", refusal);
        }
        else if (look is null)
        {
            ModelState.AddModelError("file", "Scegli il file della scheda, poi premi «Carica la scheda».");
        }

        var content = look is null ? AdhesionSchedaContent.Blank : AdhesionSchedaFields.Read(look.Fields);
        var body = await FindBodyAsync(form, look is { Refusal: null }, content);
        if (!ModelState.IsValid || body is null)
        {
            if (look is { Refusal: null } && await antivirus.ScanAsync(file!.Received(), cancellationToken) == FileScan.Infected)
            {
                ModelState.AddModelError("file", Antivirus.Infected);
            }

            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        return await StartAsync(form, body, file!.Received(), look!, content, cancellationToken);
    }

    private async Task<IActionResult> StartAsync(
        SchedaUploadForm form, PublicBodyEntry body, ReceivedFile file, CopyLook look,
        AdhesionSchedaContent content, CancellationToken cancellationToken)
    {
        // Filled in on the screen and not signed: the data are enough. Signed, a scan, or anything else: the copy waits with the draft.
        var keep = look.IsDigitallySigned || look.Report.Paper != PaperKind.Scheda;
        if (keep && !await quota.HasRoomAsync(db, file.Length))
        {
            return NoRoom(form);
        }

        var stored = keep ? await copies.KeepAsync(file, look, cancellationToken) : null;
        if (keep && stored is null)
        {
            ModelState.AddModelError("file", Antivirus.Infected);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Upload", form);
        }

        var email = EmailAddress.Parse(form.Email!);
        var first = new SchedaThatCameFirst(content.DocumentCode, stored, (adhesion, publicBody, now) =>
        {
            content.FillIn(adhesion, publicBody, email, now);
            if (stored is not null)
            {
                adhesion.AttachCopy(stored, look.Json, Actor.Body, now);
            }
        });
        return await start.RunAsync(body.Code, email, await this.SentContentIdAsync(), first, cancellationToken) == StartOutcome.NoRoom
            ? NoRoom(form)
            : StartController.ToLinkSent(this, email, body);
    }

    private ViewResult NoRoom(SchedaUploadForm form)
    {
        ModelState.AddModelError(
            "file",
            "In questo momento aspettano conferma troppe schede caricate da altri: non abbiamo registrato niente. Riprova tra qualche ora, "
            + "oppure compila la scheda on line e carica il file dal link che ti mandiamo.");
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        Response.Headers.RetryAfter = "3600";
        return View("Upload", form);
    }

    private async Task<PublicBodyEntry?> FindBodyAsync(SchedaUploadForm form, bool hasFile, AdhesionSchedaContent content)
    {
        var isNamed = !string.IsNullOrEmpty(form.PublicBodyCode) || Text.CleanLine(form.BodyName).Length > 0;
        if (!isNamed && !hasFile)
        {
            return null; // it may stand in the file that is still missing
        }

        if (!isNamed && content.BodyName.Length == 0)
        {
            ModelState.AddModelError(
                nameof(form.BodyName), "Dal file non riusciamo a leggere il nome dell’ente: scrivilo qui e scegli di nuovo il file.");
            return null;
        }

        form.BodyName = isNamed ? form.BodyName : content.BodyName;
        var choice = await bodies.ChooseAsync(form.PublicBodyCode, form.BodyName);
        if (choice.Problem is { } problem)
        {
            form.BodyMatches = choice.Matches;
            ModelState.AddModelError(
                choice.Matches.Count > 0 ? nameof(form.PublicBodyCode) : nameof(form.BodyName), $"{problem} Poi scegli di nuovo il file.");
            ModelState.Remove(nameof(form.BodyName));
        }

        return choice.Body;
    }
}

public sealed class SchedaUploadForm : StartForm;

public sealed class SchedaUploadFormValidator : AbstractValidator<SchedaUploadForm>
{
    public SchedaUploadFormValidator()
    {
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Inserisci la tua email: ci mandiamo il link per seguire l’adesione.")
            .EmailOrNothing("nome@comune.it");
        RuleFor(form => form.PrivacyNoticeRead).Equal(true).WithMessage(Phrases.ReadPrivacyNotice);
    }
}
