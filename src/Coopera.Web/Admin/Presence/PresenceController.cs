using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Presence;
using Coopera.Core.Presence.Evidence;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Presence;

/// <summary>Who was at a webinar: what counts, the words that are said in it, and everybody with their minutes.</summary>
[Route("/gestione/webinar/{id:int}/presenze")]
public sealed class PresenceController(CooperaDb db, AttendanceBooks books, Settings settings, TimeProvider clock) : AdminController
{
    [HttpGet]
    public async Task<IActionResult> Index(int id, PresenceFilter filter, [FromQuery(Name = "pagina")] int number = 1) =>
        await FindAsync(id, filter, number) is { } page ? View(page) : NotFound();

    [HttpPost("regole")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Rule(
        int id, [Bind(Prefix = nameof(PresencePage.Rule))] RuleForm form, [FromServices] SetAttendanceRule set,
        CancellationToken cancellationToken)
    {
        if (await WebinarAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        var (from, until) = form.Read(webinar, "Rule.", ModelState, optional: true);
        if (!int.TryParse(
            Text.CleanLine(form.Threshold).TrimEnd('%', ' '), RomeTime.Italian, out var threshold) || threshold is < 1 or > 100)
        {
            ModelState.AddModelError("Rule.Threshold", PresencePhrases.WrongThreshold);
        }

        return !ModelState.IsValid
            ? await AgainAsync(id, page => page with { Rule = form }, StatusCodes.Status422UnprocessableEntity)
            : await AnswerAsync(
                await set.RunAsync(
                    Asks(id, form.Seen), new RuleContent(from, until, threshold, form.Basis == RuleBasis.Planned), cancellationToken),
                "Salvato: le presenze sono ricalcolate.",
                this.SeeOther(nameof(Index), new { id }),
                status => AgainAsync(id, page => Overtaken(page, form, status), status),
                "Rule.");
    }

    [HttpPost("parola")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Word(
        int id, [Bind(Prefix = nameof(PresencePage.NewWord))] WordForm form, [FromServices] SayCodeWord say,
        CancellationToken cancellationToken) => await AnswerAsync(
        await say.RunAsync(
            Asks(id, null), string.IsNullOrWhiteSpace(form.Word) ? null : form.Word, settings.WayInOpensBefore, cancellationToken),
        "La parola chiave c’è: è in cima alla pagina.",
        this.SeeOther(nameof(Index), new { id }),
        status => AgainAsync(id, page => page with { NewWord = form }, status),
        "NewWord.");

    private static PresencePage Overtaken(PresencePage page, RuleForm form, int status)
    {
        var overtaken = status == StatusCodes.Status409Conflict;
        if (overtaken)
        {
            form.Seen = ChangedAttendance.Version(page.Book.Rule);
        }

        return page with { Rule = form, IsOvertaken = overtaken };
    }

    private async Task<IActionResult> AgainAsync(int id, Func<PresencePage, PresencePage> typed, int status)
    {
        if (await FindAsync(id, new PresenceFilter(null, null, null), 1) is not { } page)
        {
            return NotFound();
        }

        ModelState.Remove("Rule.Seen");
        Response.StatusCode = status;
        return View(nameof(Index), typed(page));
    }

    private Task<PresencePage?> FindAsync(int id, PresenceFilter filter, int number) =>
        PresencePage.FindAsync(db, books, id, filter, number, settings.WayInOpensBefore, clock.GetUtcNow());

    private Task<Webinar?> WebinarAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);
}
