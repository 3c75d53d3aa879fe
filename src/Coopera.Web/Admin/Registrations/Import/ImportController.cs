using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Registrations.People;
using Coopera.Core.Tables;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.Import;

/// <summary>A list of people becomes registrations: first what it holds, then a dry run, then all of them at once.</summary>
[Route("/gestione/webinar/{id:int}/iscritti/importa")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class ImportController(
    CooperaDb db, ImportReader reader, IValidator<ImportForm> validator, ImportPeople import, TimeProvider clock) : AdminController
{
    // Letters beyond ASCII are three or six characters in what a browser sends.
    private const int LargestForm = 4 * ReadTable.LargestText;
    private const int MostFields = 600;

    [HttpGet]
    public async Task<IActionResult> Index(int id) => await ShowAsync(id, new ImportForm());

    [HttpPost]
    [TakesUpload(ReadTable.LargestFile + (1024 * 1024), LongestField = ReadTable.LargestText)]
    public async Task<IActionResult> Index(int id, IFormFile? file, [Bind(nameof(ImportForm.Data))] ImportForm form)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        var isFile = file is { Length: > 0 };
        var (table, fault) = isFile ? Read(file!) : TableText.Read(form.Data);
        if (table?.ToText() is not { Length: <= ReadTable.LargestText } data)
        {
            ModelState.AddModelError(isFile ? "file" : nameof(form.Data), (fault ?? TableFault.TooLarge).Sentence());
            return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity);
        }

        var fresh = new ImportForm
        {
            Data = data,
            Source = isFile ? Text.Cut(Path.GetFileName(file!.FileName), RegistrationImport.SourceMaxLength) : null,
            SendMail = true,
        };
        ModelState.Clear(); // what was pasted is shown as it was read
        return await ReviewAsync(webinar, table!, fresh);
    }

    [HttpPost("prova")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm, ValueCountLimit = MostFields)]
    public Task<IActionResult> Try(int id, ImportForm form) => TryAsync(id, form, (webinar, table) =>
    {
        ModelState.Clear();
        return ReviewAsync(webinar, table, form);
    });

    [HttpPost("iscrivi")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm, ValueCountLimit = MostFields)]
    public Task<IActionResult> Run(int id, ImportForm form, CancellationToken cancellationToken) =>
        TryAsync(id, form, (webinar, table) => RunAsync(webinar, table, form, cancellationToken));

    private async Task<IActionResult> RunAsync(Webinar webinar, ReadTable table, ImportForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        if (!ModelState.IsValid)
        {
            return await ReviewAsync(webinar, table, form, StatusCodes.Status422UnprocessableEntity);
        }

        var review = await reader.ReadAsync(webinar, table, form);
        var order = new ImportOrder(
            webinar.Id, [.. review.Rows.Select(row => row.Row).OfType<ImportRow>()], review.Rows.Count, form.Terms(),
            form.Fingerprint ?? "", User.Identity!.Name!, SentFormId);
        var result = await import.RunAsync(order, cancellationToken);
        return await AnswerAsync(
            result,
            "",
            new SeeOther(Url.Content(result.Id is { } made
                ? Addresses.Admin.Registrations.ImportPage(webinar.Id, Guid.Parse(made))
                : Addresses.Admin.Registrations.Import(webinar.Id))),
            status => ReviewAsync(webinar, table, form, status));
    }

    private async Task<IActionResult> TryAsync(int id, ImportForm form, Func<Webinar, ReadTable, Task<IActionResult>> next)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        var (table, fault) = TableText.Read(form.Data);
        if (table is not null)
        {
            return await next(webinar, table);
        }

        ModelState.AddModelError(nameof(form.Data), fault!.Value.Sentence());
        return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IActionResult> ReviewAsync(Webinar webinar, ReadTable table, ImportForm form, int status = StatusCodes.Status200OK)
    {
        var review = await reader.ReadAsync(webinar, table, form);
        if (review.Missing is { } missing)
        {
            ModelState.AddModelError("", missing);
        }

        Response.StatusCode = status == StatusCodes.Status200OK && review.Missing is not null
            ? StatusCodes.Status422UnprocessableEntity : status;
        ViewData["Review"] = review with
        {
            WasOvertaken = status == StatusCodes.Status409Conflict,
            MailIsPossible = SendConfirmationAgain.IsPossible(webinar, clock.GetUtcNow()),
        };
        return View("Review", form);
    }

    private async Task<IActionResult> ShowAsync(int id, ImportForm form, int status = StatusCodes.Status200OK)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        ViewData["Webinar"] = webinar;
        ViewData["Imports"] = await db.RegistrationImports.AsNoTracking().Where(i => i.WebinarId == id).OrderByDescending(i => i.At)
            .Take(20).ToListAsync();
        Response.StatusCode = status;
        return View(nameof(Index), form);
    }

    private static (ReadTable? Table, TableFault? Fault) Read(IFormFile file)
    {
        if (file.Length > ReadTable.LargestFile)
        {
            return (null, TableFault.TooLarge);
        }

        using var content = file.OpenReadStream();
        return TableFile.Read(content);
    }

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);
}
