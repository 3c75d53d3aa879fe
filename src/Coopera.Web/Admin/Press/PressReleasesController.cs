using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Press;
using Coopera.Domain;
using Coopera.Domain.Press;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Press;

[Route("/gestione/comunicati")]
public sealed class PressReleasesController(CooperaDb db, ChangePressRelease change) : AdminController
{
    [HttpGet]
    public async Task<ViewResult> Index(
        [FromQuery(Name = "stato")] PressReleaseStatus? status, [FromQuery(Name = "cerca")] string? search)
    {
        var all = await db.PressReleases.AsNoTracking().OrderByDescending(r => r.IssuedOn).ThenByDescending(r => r.Id)
            .Select(r => new PressRow(r.Id, r.Title, r.Slug, r.IssuedOn, r.Status))
            .ToListAsync();
        var words = Text.SearchWords(search, int.MaxValue);
        return View(new PressList(
            status,
            search,
            all.CountBy(row => row.Status).ToDictionary(),
            all.FindAll(row => (status is null || row.Status == status)
                && words.All(word => Text.Fold($"{row.Title} {row.Slug}").Contains(word, StringComparison.Ordinal)))));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Page(int id) => await FindAsync(id) is { } page ? View(page) : NotFound();

    [HttpGet("{id:int}/pubblica")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskPublish(int id) => AskAsync(id, "pubblica");

    [HttpGet("{id:int}/ritira")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskWithdraw(int id) => AskAsync(id, "ritira");

    [HttpGet("{id:int}/elimina")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskDelete(int id) => AskAsync(id, "elimina");

    [HttpPost("{id:int}/pubblica")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Publish(int id, string? seen, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id,
            "pubblica",
            await change.PublishAsync(Asks(id, seen), cancellationToken),
            "Il comunicato è pubblicato: si legge sul sito e nel feed.");

    [HttpPost("{id:int}/ritira")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Withdraw(int id, string? seen, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id,
            "ritira",
            await change.WithdrawAsync(Asks(id, seen), cancellationToken),
            "Il comunicato è ritirato: sul sito non si legge più.");

    [HttpPost("{id:int}/elimina")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Delete(int id, string? seen, CancellationToken cancellationToken)
    {
        return await AnswerAsync(
            await change.DeleteAsync(Asks(id, seen), cancellationToken), "La bozza è eliminata.",
            this.SeeOther(nameof(Index)), status => AgainAsync(id, "elimina", status));
    }

    private async Task<IActionResult> AskAsync(int id, string verb) =>
        await FindAsync(id) is not { } page ? NotFound()
        : page.Allows(verb) ? View("Ask", new PressAsk(page, verb))
        : this.SeeOther(nameof(Page), new { id });

    private Task<IActionResult> AnswerAsync(int id, string verb, ChangeResult result, string done) =>
        AnswerAsync(result, done, this.SeeOther(nameof(Page), new { id }), status => AgainAsync(id, verb, status));

    private async Task<IActionResult> AgainAsync(int id, string verb, int status)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (!page.Allows(verb))
        {
            TempData["Refused"] = "Nel frattempo il comunicato è cambiato, e così non si può più: guarda com’è adesso.";
            return this.SeeOther(nameof(Page), new { id });
        }

        Response.StatusCode = status;
        return View("Ask", new PressAsk(page, verb) { IsOvertaken = true });
    }

    private async Task<PressPage?> FindAsync(int id)
    {
        if (await db.PressReleases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } release)
        {
            return null;
        }

        var webinars = await db.Webinars.Where(w => w.PressReleaseId == id)
            .OrderBy(w => w.Id).Select(w => new LinkedHere(w.Id, w.Title)).ToListAsync();
        return new PressPage(
            release, PressText.ToHtml(release.Body, Request.PathBase), webinars,
            await LastChange.OfAsync(db, AuditSubject.PressRelease(id)));
    }
}

public sealed record PressRow(int Id, string Title, string Slug, DateOnly IssuedOn, PressReleaseStatus Status);

/// <param name="Status">Null: all of them.</param>
public sealed record PressList(
    PressReleaseStatus? Status, string? Search, IReadOnlyDictionary<PressReleaseStatus, int> Counts, IReadOnlyList<PressRow> Rows);

public sealed record LinkedHere(int Id, string Title);

public sealed record PressPage(PressRelease Release, string BodyHtml, IReadOnlyList<LinkedHere> Webinars, LastChange? Last)
{
    public string Seen => ChangedPressRelease.Version(Release);

    /// <param name="verb">As in the address.</param>
    public bool Allows(string verb) => verb switch
    {
        "pubblica" => Release.Status != PressReleaseStatus.Published,
        "ritira" => Release.Status == PressReleaseStatus.Published,
        _ => Release.Status == PressReleaseStatus.Draft && Webinars.Count == 0,
    };
}

/// <param name="Verb">As in the address.</param>
public sealed record PressAsk(PressPage Page, string Verb)
{
    public bool IsOvertaken { get; init; }
}
