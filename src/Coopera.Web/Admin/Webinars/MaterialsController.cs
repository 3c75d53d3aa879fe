using System.ComponentModel.DataAnnotations;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Pdf.Reading;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

[Route("/gestione/webinar/{id:int}/materiali")]
public sealed class MaterialsController(
    CooperaDb db, ChangeMaterials change, IValidator<MaterialForm> validator, UploadStore store, Antivirus antivirus) : AdminController
{
    public const string TooLarge = "Il file supera i 50 MB: mettilo su un altro servizio e aggiungi il link.";

    public const long LargestUpload = Material.FileMaxLength + (1024 * 1024);

    [HttpGet]
    public async Task<IActionResult> Index(int id) => await FindAsync(id) is { } webinar
        ? View("Materials", new MaterialsPage(webinar, new MaterialForm(), new MaterialForm()))
        : NotFound();

    [HttpGet("{material:int}/file")]
    public async Task<IActionResult> Download(int id, int material) =>
        (await FindAsync(id))?.Material(material) is { } found ? MaterialFile.Of(found, store) : NotFound();

    [HttpPost("link")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> AddLink(
        int id, [Bind(Prefix = nameof(MaterialsPage.Link))] MaterialForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, options => options.IncludeRuleSets("default", nameof(MaterialsPage.Link)), cancellationToken))
            .AddToModelState(ModelState, nameof(MaterialsPage.Link));
        if (!ModelState.IsValid)
        {
            return await RefuseAsync(id, form, new MaterialForm());
        }

        var outcome = await change.AddAsync(
            Asks(id, null), now => Material.Link(Text.CleanLine(form.Title), Text.CleanLine(form.Url), form.ForRegisteredOnly, now),
            cancellationToken);
        return await AnswerAsync(id, outcome, "Link aggiunto.");
    }

    [HttpPost("file")]
    [Authorize(Policy = StaffPolicies.Edit)]
    [TakesUpload(LargestUpload)]
    public async Task<IActionResult> AddFile(
        int id, IFormFile? file, [Bind(Prefix = nameof(MaterialsPage.File))] MaterialForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(MaterialsPage.File));
        var (problem, type) = await LookAsync(file, cancellationToken);
        var scan = problem is null ? await antivirus.ScanAsync(file!.Received(), cancellationToken) : default;
        if (problem is not null || scan == FileScan.Infected)
        {
            ModelState.AddModelError("file", problem ?? Antivirus.Infected);
        }

        if (!ModelState.IsValid)
        {
            return await RefuseAsync(id, new MaterialForm(), form);
        }

        await using var content = file!.OpenReadStream();
        var saved = (await store.SaveAsync(content, FileName(file), type!, Material.FileMaxLength, cancellationToken))!;
        var stored = saved with { Scan = scan };
        var outcome = await change.AddAsync(
            Asks(id, null), now => Material.File(Text.CleanLine(form.Title), stored, form.ForRegisteredOnly, now), cancellationToken);
        return await AnswerAsync(id, outcome, "File aggiunto.");
    }

    [HttpPost("{material:int}")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Change(int id, int material, MaterialForm form, string? @do, CancellationToken cancellationToken)
    {
        switch (@do)
        {
            case "up" or "down":
                return await AnswerAsync(
                    id, await change.MoveAsync(Asks(id, null), material, @do == "up", cancellationToken), "Ordine cambiato.");
            case "remove":
                return await AnswerAsync(id, await change.RemoveAsync(Asks(id, null), material, cancellationToken), "Materiale tolto.");
            default:
                if (!(await validator.ValidateAsync(form, cancellationToken)).IsValid)
                {
                    TempData["Refused"] =
                        "Non abbiamo salvato: il materiale ha bisogno di un titolo, al massimo 200 caratteri, senza i simboli < e >.";
                    return this.SeeOther(nameof(Index), new { id });
                }

                return await AnswerAsync(
                    id,
                    await change.ChangeAsync(
                        Asks(id, null), material, Text.CleanLine(form.Title), form.ForRegisteredOnly, cancellationToken),
                    "Materiale aggiornato.");
        }
    }

    private Task<IActionResult> AnswerAsync(int id, ChangeResult result, string done)
    {
        var list = this.SeeOther(nameof(Index), new { id });
        return AnswerAsync(result, done, list, _ =>
        {
            TempData["Refused"] = result.Sentence;
            return Task.FromResult<IActionResult>(list);
        });
    }

    private static async Task<(string? Problem, string? ContentType)> LookAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        switch (file)
        {
            case null or { Length: 0 }:
                return ("Scegli il file da aggiungere.", null);
            case { Length: > Material.FileMaxLength }:
                return (TooLarge, null);
        }

        await using var content = file.OpenReadStream();
        string? type;
        try
        {
            type = await MaterialKinds.ContentTypeAsync(file.FileName, content, cancellationToken);
        }
        catch (ReadingBudgetExceededException)
        {
            return ("Il file ha più parti di quante ne hanno i documenti, e non possiamo esaminarlo: salvalo in PDF e aggiungi quello.", null);
        }

        return (
            type is null ? "Questo file non è di un tipo ammesso, o non è quello che dice il suo nome. Vanno bene PDF, presentazioni, "
                + "documenti e fogli di Office o OpenDocument, JPG, PNG, MP3, MP4 e ZIP." : null, type);
    }

    private static string FileName(IFormFile file)
    {
        var name = Path.GetFileName(Text.CleanLine(file.FileName).Replace('\\', '/'));
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        return Text.Cut(
            string.Concat(stem.Where(c => !char.IsControl(c) && !Path.GetInvalidFileNameChars().Contains(c) && c is not ('"' or ';'))),
            Material.FileNameMaxLength - extension.Length) + extension;
    }

    private async Task<IActionResult> RefuseAsync(int id, MaterialForm link, MaterialForm file)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await FindAsync(id) is { } webinar ? View("Materials", new MaterialsPage(webinar, link, file)) : NotFound();
    }

    private Task<Webinar?> FindAsync(int id) =>
        db.Webinars.AsNoTracking().Include(w => w.Materials.OrderBy(m => m.Position)).SingleOrDefaultAsync(w => w.Id == id);
}

public sealed record MaterialsPage(Webinar Webinar, MaterialForm Link, MaterialForm File);

public sealed class MaterialForm
{
    [Display(Name = "Titolo")]
    public string? Title { get; set; }

    [Display(Name = "Indirizzo")]
    public string? Url { get; set; }

    public bool ForRegisteredOnly { get; set; }
}

public sealed class MaterialFormValidator : AbstractValidator<MaterialForm>
{
    public MaterialFormValidator()
    {
        RuleFor(form => form.Title)
            .NotEmpty().WithMessage("Scrivi un titolo, per esempio «Le slide di Torino».")
            .Longest("Il titolo", Material.TitleMaxLength)
            .Line("Il titolo");
        RuleSet(nameof(MaterialsPage.Link), () => RuleFor(form => form.Url).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Incolla l’indirizzo, che comincia con https://")
            .Longest("L’indirizzo", Material.UrlMaxLength)
            .Https());
    }
}
