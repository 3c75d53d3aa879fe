using Coopera.Core.Data;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Webinars;

[Route("/gestione/webinar/{id:int}/programma")]
[Authorize(Policy = StaffPolicies.Edit)]
public sealed class WebinarScheduleController(CooperaDb db, SchedulePublication schedule, TimeProvider clock) : AdminController
{
    private static readonly TimeOnly Morning = new(9, 0);

    [HttpGet]
    public async Task<IActionResult> Schedule(int id)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        var at = page.Webinar.PublishAt ?? RomeTime.FromRome(NextWorkingDay(RomeTime.Day(page.Now)).ToDateTime(Morning));
        return page.Allows("programma") ? View(new SchedulePage(page, new ScheduleForm { At = MomentForm.Of(at) })) : ToPage(id);
    }

    [HttpPost]
    public async Task<IActionResult> Schedule(
        int id, string? seen, [Bind(Prefix = nameof(SchedulePage.Form))] ScheduleForm form, CancellationToken cancellationToken)
    {
        var (at, problems) = form.At.Read();
        foreach (var (field, sentence) in problems)
        {
            ModelState.AddModelError($"Form.At.{field}", sentence);
        }

        var now = clock.GetUtcNow();
        if (at <= now && await FindAsync(id) is { Publication.Missing: { Count: > 0 } missing } page && page.Allows("programma"))
        {
            ModelState.AddModelError(
                "Form.At.Date", $"Quest’ora è già passata, e per pubblicare subito manca: {string.Join("; ", missing)}.");
        }

        return at is not { } moment || !ModelState.IsValid
            ? await AgainAsync(id, form, StatusCodes.Status422UnprocessableEntity)
            : await AnswerAsync(
                await schedule.RunAsync(Asks(id, seen), moment, now, cancellationToken),
                $"Il webinar si pubblica da solo {RomeTime.DateAndTime("il", moment)}.",
                ToPage(id),
                status => AgainAsync(id, form, status),
                $"{nameof(SchedulePage.Form)}.");
    }

    [HttpPost("togli")]
    public async Task<IActionResult> TakeBack(int id, string? seen, CancellationToken cancellationToken) => await AnswerAsync(
        await schedule.TakeBackAsync(Asks(id, seen), cancellationToken),
        "La pubblicazione non è più programmata: il webinar resta in bozza.",
        ToPage(id),
        _ =>
        {
            TempData["Refused"] = "Nel frattempo il webinar è stato pubblicato: guarda com’è adesso.";
            return Task.FromResult<IActionResult>(ToPage(id));
        });

    private static DateOnly NextWorkingDay(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Friday => day.AddDays(3),
        DayOfWeek.Saturday => day.AddDays(2),
        _ => day.AddDays(1),
    };

    private Task<OneWebinarPage?> FindAsync(int id) => OneWebinarPage.FindAsync(db, id, clock.GetUtcNow());

    private SeeOther ToPage(int id) => this.SeeOther(nameof(WebinarPageController.Page), new { id }, on: "WebinarPage");

    private async Task<IActionResult> AgainAsync(int id, ScheduleForm form, int status)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (!page.Allows("programma"))
        {
            TempData["Refused"] = "Nel frattempo il webinar è cambiato, e non si può più programmare: guarda com’è adesso.";
            return ToPage(id);
        }

        Response.StatusCode = status;
        return View(nameof(Schedule), new SchedulePage(page, form) { IsOvertaken = status == StatusCodes.Status409Conflict });
    }
}

public sealed class ScheduleForm
{
    public MomentForm At { get; set; } = new();
}

public sealed record SchedulePage(OneWebinarPage Page, ScheduleForm Form)
{
    public bool IsOvertaken { get; init; }
}
