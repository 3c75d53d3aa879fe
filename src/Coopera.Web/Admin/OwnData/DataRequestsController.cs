using System.ComponentModel.DataAnnotations;
using Coopera.Core.Data;
using Coopera.Core.OwnData;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.OwnData;

/// <summary>What people ask about their data: whom it is about, by when, and what is answered.</summary>
[Authorize(Policy = StaffPolicies.Handle)]
[Route("/gestione/richieste-dati")]
public sealed class DataRequestsController(CooperaDb db, TimeProvider clock) : AdminController
{
    private const int Most = 200;

    [HttpGet("")]
    public async Task<ViewResult> Index() => View(new DataRequestList(
        await db.DataRequests.AsNoTracking().Where(r => r.Status == DataRequestStatus.Open).OrderBy(r => r.DueOn).ThenBy(r => r.Id)
            .Take(Most).ToListAsync(),
        await db.DataRequests.AsNoTracking().Where(r => r.Status != DataRequestStatus.Open).OrderByDescending(r => r.ClosedAt)
            .Take(Most).ToListAsync(),
        RomeTime.Today(clock)));

    [HttpGet("nuova")]
    public ViewResult New() => View(new RecordRequestForm { ArrivedOn = RomeTime.ShortDate(RomeTime.Today(clock)) });

    [HttpPost("nuova")]
    public async Task<IActionResult> New(
        RecordRequestForm form, [FromServices] IValidator<RecordRequestForm> validator, [FromServices] RecordDataRequest record,
        CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        var id = await record.RunAsync(form.Read(), User.Identity!.Name!, SentFormId, cancellationToken);
        TempData["Done"] = "Richiesta registrata. Abbiamo scritto all’indirizzo che è arrivata.";
        return this.SeeOther(nameof(Page), new { id });
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Page(Guid id) => ShowAsync(id, new DataAnswerForm());

    [HttpPost("{id:guid}/cancella")]
    public async Task<IActionResult> Forget(
        Guid id, DataAnswerForm form, [FromServices] ForgetForRequest forget, CancellationToken cancellationToken) => await AnswerAsync(
        await forget.RunAsync(Asks(id, form.Seen), form.Chosen, cancellationToken),
        "Dati cancellati. Ora rispondi alla persona.",
        this.SeeOther(nameof(Page), new { id }),
        status => ShowAsync(id, form, status));

    [HttpPost("{id:guid}/chiudi")]
    public async Task<IActionResult> Close(
        Guid id, DataAnswerForm form, [FromServices] CloseDataRequest close, CancellationToken cancellationToken)
    {
        if (form.Verdict is not { } verdict)
        {
            ModelState.AddModelError(nameof(form.Verdict), "Scegli se è stata fatta oppure no.");
            return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(
            await close.RunAsync(
                Asks(id, form.Seen), verdict == DataVerdict.Done ? DataRequestStatus.Done : DataRequestStatus.Refused, form.Answer,
                cancellationToken),
            "Risposta mandata: la persona la riceve per email.",
            this.SeeOther(nameof(Page), new { id }),
            status => ShowAsync(id, form, status));
    }

    private async Task<IActionResult> ShowAsync(Guid id, DataAnswerForm form, int status = StatusCodes.Status200OK)
    {
        if (await db.DataRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } request)
        {
            return NotFound();
        }

        var of = await ReadOwnData.FindAsync(db, request.Email, clock.GetUtcNow());
        var webinars = of.Registrations.Select(r => r.WebinarId).Distinct().ToList();
        var codes = of.Adhesions.Select(a => a.PublicBodyCode).Distinct().ToList();
        Response.StatusCode = status;
        ModelState.Remove(nameof(form.Seen));
        form.Seen = ChangedDataRequest.Version(request);
        form.Page = new DataRequestPage(
            request, of, await db.Webinars.AsNoTracking().Where(w => webinars.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Title),
            await db.PublicBodies.AsNoTracking().Where(b => codes.Contains(b.Code)).ToDictionaryAsync(b => b.Code, b => b.FullName),
            RomeTime.Today(clock), status == StatusCodes.Status409Conflict);
        return View(nameof(Page), form);
    }
}

public sealed record DataRequestList(IReadOnlyList<DataRequest> Open, IReadOnlyList<DataRequest> Closed, DateOnly Today);

/// <param name="IsOvertaken">Somebody was quicker: nothing was changed.</param>
public sealed record DataRequestPage(
    DataRequest Request, OwnDataOf Of, IReadOnlyDictionary<int, string> Webinars, IReadOnlyDictionary<string, string> Bodies,
    DateOnly Today, bool IsOvertaken);

public enum DataVerdict
{
    Done,
    Refused,
}

public sealed class DataAnswerForm
{
    public string? Seen { get; set; }

    /// <summary>Registrations to empty.</summary>
    public Guid[] Chosen { get; set; } = [];

    [Display(Name = "Com’è finita?")]
    public DataVerdict? Verdict { get; set; }

    [Display(Name = "Risposta")]
    public string? Answer { get; set; }

    [BindNever]
    public DataRequestPage? Page { get; set; }
}
