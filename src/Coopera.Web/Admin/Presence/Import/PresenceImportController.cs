using System.Globalization;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence.Imports;
using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Presence.Import;

/// <summary>A platform's report becomes evidence of who was there: first what it holds and who is who, then all of it at once.</summary>
[Route("/gestione/webinar/{id:int}/presenze/importa")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class PresenceImportController(CooperaDb db, PresenceImportReader reader, ReportTickets tickets, ImportPresence import)
    : AdminController
{
    private const int LargestForm = ReportTickets.Longest + (1024 * 1024);
    private const int MostFields = 20 + (4 * PresenceImportReader.MostAsked);

    // Of several files together.
    private const int LargestUpload = 20 * 1024 * 1024;

    [HttpGet]
    public Task<IActionResult> Index(int id) => ShowAsync(id);

    [HttpPost]
    [TakesUpload(LargestUpload)]
    public async Task<IActionResult> Index(int id, List<IFormFile>? file)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        var given = (file ?? []).Where(one => one.Length > 0 || one.FileName.Length > 0).ToList();
        if (given.Count is 0 or > PresenceImportPhrases.MostFiles)
        {
            ModelState.AddModelError("file", given.Count == 0 ? PresenceImportPhrases.NoFile : PresenceImportPhrases.TooManyFiles);
            return await ShowAsync(id, StatusCodes.Status422UnprocessableEntity);
        }

        var read = given.Select(one => PresenceImportReader.Read(one, webinar)).ToList();
        foreach (var problem in read.Select(one => one.Problem).OfType<string>())
        {
            ModelState.AddModelError("file", problem);
        }

        var ticket = ModelState.IsValid ? tickets.Of(id, [.. read.Select(one => one.File!)]) : null;
        if (ModelState.IsValid && ticket is null)
        {
            ModelState.AddModelError("file", PresenceImportPhrases.TooLarge);
        }

        return ticket is null
            ? await ShowAsync(id, StatusCodes.Status422UnprocessableEntity)
            : await ReviewAsync(webinar, [.. read.Select(one => one.File!)], new PresenceImportForm { Ticket = ticket });
    }

    [HttpPost("prova")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm, ValueCountLimit = MostFields)]
    public Task<IActionResult> Try(int id, PresenceImportForm form) => WithFilesAsync(id, form, (webinar, files) =>
        ReviewAsync(webinar, files, form));

    [HttpPost("salva")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm, ValueCountLimit = MostFields)]
    public Task<IActionResult> Run(int id, PresenceImportForm form, CancellationToken cancellationToken) =>
        WithFilesAsync(id, form, (webinar, files) => RunAsync(webinar, files, form, cancellationToken));

    private async Task<IActionResult> RunAsync(
        Webinar webinar, IReadOnlyList<ReadFile> files, PresenceImportForm form, CancellationToken cancellationToken)
    {
        var review = await reader.ReviewAsync(webinar, files, form);
        if (review.AsksOrder)
        {
            ModelState.AddModelError(nameof(form.Order), PresenceImportPhrases.MustSayOrder);
        }
        else if (review.MustAgree && !form.Agreed)
        {
            ModelState.AddModelError(nameof(form.Agreed), PresenceImportPhrases.MustAgree);
        }

        AddProblems(review);
        if (!ModelState.IsValid)
        {
            return Show(review, form, StatusCodes.Status422UnprocessableEntity);
        }

        var result = await import.RunAsync(
            new PresenceOrder(webinar.Id, review.Given, review.Choices, form.Fingerprint ?? "", User.Identity!.Name!, SentFormId),
            cancellationToken);
        return await AnswerAsync(
            result,
            PresenceImportPhrases.AlreadyThere,
            new SeeOther(Url.Content(result.Id is { } made
                ? Addresses.Admin.PresenceImports.Page(webinar.Id, int.Parse(made, CultureInfo.InvariantCulture))
                : Addresses.Admin.PresenceImports.New(webinar.Id))),
            status => ReviewAsync(webinar, files, form, status));
    }

    private async Task<IActionResult> WithFilesAsync(
        int id, PresenceImportForm form, Func<Webinar, IReadOnlyList<ReadFile>, Task<IActionResult>> next)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        if (tickets.Read(id, form.Ticket) is { } files)
        {
            return await next(webinar, files);
        }

        ModelState.AddModelError("file", PresenceImportPhrases.Expired);
        return await ShowAsync(id, StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IActionResult> ReviewAsync(
        Webinar webinar, IReadOnlyList<ReadFile> files, PresenceImportForm form, int status = StatusCodes.Status200OK)
    {
        var review = await reader.ReviewAsync(webinar, files, form);
        AddProblems(review);
        return Show(
            review with { WasOvertaken = status == StatusCodes.Status409Conflict }, form,
            status == StatusCodes.Status200OK && !ModelState.IsValid ? StatusCodes.Status422UnprocessableEntity : status);
    }

    private void AddProblems(PresenceImportReview review)
    {
        foreach (var (i, asked) in review.Asked.Index().Where(one => one.Item.Problem is not null))
        {
            ModelState.AddModelError($"Others[{i}]", asked.Problem!);
        }
    }

    private ViewResult Show(PresenceImportReview review, PresenceImportForm form, int status)
    {
        Response.StatusCode = status;
        ViewData["Review"] = review;
        return View("Review", form);
    }

    private async Task<IActionResult> ShowAsync(int id, int status = StatusCodes.Status200OK)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        return View(nameof(Index), new PresenceImportStart(
            webinar, await db.PresenceImports.AsNoTracking().Where(i => i.WebinarId == id).OrderByDescending(i => i.Id).Take(50)
                .ToListAsync()));
    }

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);
}

public sealed record PresenceImportStart(Webinar Webinar, IReadOnlyList<PresenceImport> Imports);
