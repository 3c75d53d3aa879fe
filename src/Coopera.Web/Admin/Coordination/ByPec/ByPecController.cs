using Coopera.Core.Coordination.ByPec;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.ByPec;

/// <summary>What came by PEC and is not certain: people say which adhesion it belongs to, or put it aside.</summary>
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class ByPecController(CooperaDb db) : AdminController
{
    public const int Shown = 50;

    [HttpGet("/gestione/adesioni/per-pec")]
    public async Task<ViewResult> Index() => View(await ListAsync());

    [HttpGet("/gestione/adesioni/per-pec/{id:guid}/file")]
    public async Task<IActionResult> ArrivedFile(Guid id, [FromServices] UploadStore store) =>
        await db.PecArrivals.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id) is { } arrival
            && store.Open(arrival.File.Key) is { } bytes
            ? File(bytes, "application/octet-stream", arrival.File.Name)
            : NotFound();

    [HttpPost("/gestione/adesioni/per-pec/{id:guid}/abbina")]
    public async Task<IActionResult> Attach(
        Guid id, [FromForm(Name = "adesione")] Guid? chosen, [FromForm(Name = "codice")] string? code,
        [FromServices] AttachArrival attach, CancellationToken cancellationToken)
    {
        if (!await db.PecArrivals.AnyAsync(a => a.Id == id, cancellationToken))
        {
            return NotFound();
        }

        if ((await FindAsync(code) ?? chosen) is not { } adhesion)
        {
            ModelState.AddModelError(
                FieldOf(id), string.IsNullOrWhiteSpace(code)
                    ? "Scegli un’adesione, oppure scrivi il codice della scheda o il numero di ricevuta."
                    : "Nessuna adesione ha questo codice o questo numero di ricevuta: controllalo.");
            return await AgainAsync(id, code, StatusCodes.Status422UnprocessableEntity);
        }

        var result = await attach.RunAsync(Asks(adhesion, null) with { AnyVersion = true }, id, cancellationToken);
        if (result.Verdict == Core.Changes.ChangeVerdict.Refused)
        {
            result = result with { Field = FieldOf(id) };
        }

        return await AnswerAsync(
            result,
            "Scheda abbinata: è tra i file ricevuti dell’adesione, da verificare.",
            this.SeeOther(nameof(Index)),
            status => AgainAsync(id, code, status));
    }

    [HttpPost("/gestione/adesioni/per-pec/{id:guid}/metti-da-parte")]
    public async Task<IActionResult> Dismiss(Guid id, [FromServices] DismissArrival dismiss, CancellationToken cancellationToken)
    {
        TempData["Done"] = await dismiss.RunAsync(id, User.Identity!.Name!, cancellationToken)
            ? "File messo da parte: il messaggio resta nella casella PEC."
            : "Di questo file si era già occupato qualcuno.";
        return this.SeeOther(nameof(Index));
    }

    public static string FieldOf(Guid id) => $"abbina-{id:N}";

    /// <summary>By the code of the scheda or the number of the receipt, as people write them.</summary>
    private async Task<Guid?> FindAsync(string? code)
    {
        var word = Text.CleanLine(code).ToUpperInvariant();
        return word.Length == 0 ? null : await db.Adhesions.Where(a => a.DocumentCode == word || a.ReceiptNumber == word)
            .Select(a => (Guid?)a.Id).FirstOrDefaultAsync();
    }

    private async Task<IActionResult> AgainAsync(Guid id, string? code, int status)
    {
        Response.StatusCode = status;
        return View(nameof(Index), await ListAsync() with
        {
            Tried = id,
            Code = code,
            IsOvertaken = status == StatusCodes.Status409Conflict,
        });
    }

    private async Task<ArrivalList> ListAsync()
    {
        var waiting = db.PecArrivals.AsNoTracking().Where(a => a.State == PecArrivalState.ToDecide);
        var rows = await waiting.OrderBy(a => a.ReceivedAt).ThenBy(a => a.Id).Take(Shown).ToListAsync();
        var ids = rows.SelectMany(row => row.CandidateIds).Distinct().ToList();
        var candidates = await (
            from a in db.Adhesions.AsNoTracking()
            where ids.Contains(a.Id)
            join b in db.PublicBodies.AsNoTracking() on a.PublicBodyCode equals b.Code
            select new ArrivalCandidate(a, b)).ToListAsync();
        return new ArrivalList(rows, candidates.ToDictionary(c => c.Adhesion.Id), await waiting.CountAsync());
    }
}

public sealed record ArrivalCandidate(Adhesion Adhesion, PublicBody Body);

/// <param name="Candidates">By the id of the adhesion. One that is gone is not among them.</param>
public sealed record ArrivalList(
    IReadOnlyList<PecArrival> Rows, IReadOnlyDictionary<Guid, ArrivalCandidate> Candidates, int Total)
{
    /// <summary>Which the form was about that is shown again.</summary>
    public Guid? Tried { get; init; }

    public string? Code { get; init; }

    public bool IsOvertaken { get; init; }
}
