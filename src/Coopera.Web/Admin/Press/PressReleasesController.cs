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

/// <summary>The press releases as the staff see them, and what is done with one; each step first tells what will happen.</summary>
[Route("/gestione/comunicati")]
public sealed class PressReleasesController(CooperaDb db, PressDesk desk) : AdminController
{
    [HttpGet]
    public async Task<ViewResult> Index(PressReleaseStatus? stato, string? cerca)
    {
        var all = await db.PressReleases.AsNoTracking().OrderByDescending(r => r.IssuedOn).ThenByDescending(r => r.Id)
            .Select(r => new PressRow(r.Id, r.Title, r.Slug, r.IssuedOn, r.Status))
            .ToListAsync();
        var words = Text.SearchWords(cerca, int.MaxValue);
        return View(new PressList(
            stato,
            cerca,
            all.CountBy(row => row.Status).ToDictionary(),
            all.FindAll(row => (stato is null || row.Status == stato)
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
        await AnswerAsync(id, "pubblica", await desk.PublishAsync(Call(id, seen), cancellationToken), "Il comunicato è pubblicato: si legge sul sito e nel feed.");

    [HttpPost("{id:int}/ritira")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Withdraw(int id, string? seen, CancellationToken cancellationToken) =>
        await AnswerAsync(id, "ritira", await desk.WithdrawAsync(Call(id, seen), cancellationToken), "Il comunicato è ritirato: sul sito non si legge più.");

    [HttpPost("{id:int}/elimina")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Delete(int id, string? seen, CancellationToken cancellationToken)
    {
        var outcome = await desk.DeleteAsync(Call(id, seen), cancellationToken);
        if (outcome == EditorOutcome.Done)
        {
            TempData["Done"] = "La bozza è eliminata.";
            return this.SeeOther(nameof(Index));
        }

        return await AnswerAsync(id, "elimina", outcome, "");
    }

    private async Task<IActionResult> AskAsync(int id, string verb) =>
        await FindAsync(id) is not { } page ? NotFound()
        : page.Allows(verb) ? View("Ask", new PressAsk(page, verb))
        : this.SeeOther(nameof(Page), new { id });

    private EditorCall Call(int id, string? seen) => new(id, Glimpse.Read(seen), User.Identity!.Name!);

    private async Task<IActionResult> AnswerAsync(int id, string verb, EditorOutcome outcome, string done)
    {
        switch (outcome)
        {
            case EditorOutcome.NotFound:
                return NotFound();
            case EditorOutcome.Overtaken when await FindAsync(id) is { } page && page.Allows(verb):
                Response.StatusCode = StatusCodes.Status409Conflict;
                return View("Ask", new PressAsk(page, verb) { IsOvertaken = true });
            case EditorOutcome.Done:
                TempData["Done"] = done;
                break;
            case EditorOutcome.NothingToDo:
                break;
            default:
                TempData["Refused"] = "Nel frattempo il comunicato è cambiato, e così non si può più: guarda com’è adesso.";
                break;
        }

        return this.SeeOther(nameof(Page), new { id });
    }

    private async Task<PressPage?> FindAsync(int id)
    {
        if (await db.PressReleases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } release)
        {
            return null;
        }

        var webinars = await db.Webinars.Where(w => w.PressReleaseId == id).OrderBy(w => w.Id).Select(w => new LinkedHere(w.Id, w.Title)).ToListAsync();
        return new PressPage(release, PressText.ToHtml(release.Body), webinars, await LastChange.OfAsync(db, AuditSubject.PressRelease(id)));
    }
}

public sealed record PressRow(int Id, string Title, string Slug, DateOnly IssuedOn, PressReleaseStatus Status);

/// <param name="Status">Null: all of them.</param>
public sealed record PressList(PressReleaseStatus? Status, string? Search, IReadOnlyDictionary<PressReleaseStatus, int> Counts, IReadOnlyList<PressRow> Rows);

/// <summary>A webinar whose page leads to the release.</summary>
public sealed record LinkedHere(int Id, string Title);

public sealed record PressPage(PressRelease Release, string BodyHtml, IReadOnlyList<LinkedHere> Webinars, LastChange? Last)
{
    public string Seen => Glimpse.Of(Release.Version).ToString();

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
