using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>Several people of one body by one form. Without scripting a button brings more rows, and nothing typed is lost.</summary>
[Route("/webinar/{slug}/iscrizione/colleghi")]
public sealed class SignUpTogetherController(
    CooperaDb db, SignUpTogether signUp, TogetherReader reader, RowLimit limit, TimeProvider clock) : Controller
{
    private const int RowsAtOnce = 3;

    [HttpGet]
    [PublicPage(PublicThings.Webinars | PublicThings.Questions | PublicThings.Places)]
    public async Task<IActionResult> Form(string slug) =>
        await FindAsync(slug) is { } webinar
            ? await FormPageAsync(webinar, new TogetherForm())
            : await this.UnknownWebinarAsync(db, clock.GetUtcNow());

    [HttpPost]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Form(string slug, TogetherForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug) is not { } webinar)
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        if (webinar.PhaseAt(clock.GetUtcNow()) != WebinarPhase.Open)
        {
            return View("NotOpen", WebinarEntry.Of(webinar, clock.GetUtcNow()));
        }

        if (form.Step is TogetherForm.Open or TogetherForm.MoreRows)
        {
            return await NextAsync(webinar, form);
        }

        if (await reader.ReadAsync(form, ModelState) is not { } people)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await FormPageAsync(webinar, form);
        }

        if (!await limit.AllowsAsync(HttpContext, people.Count))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var notice = new PrivacyNoticeReading(
            await PrivacyNotice.VersionAsync(db, cancellationToken), clock.GetUtcNow(), FutureInvitations: false);
        var outcomes = await signUp.RunAsync(webinar.Id, people, notice, ClientNetwork.Of(HttpContext), cancellationToken);
        return outcomes is [SignUpOutcome.NotOpen]
            ? View("NotOpen", WebinarEntry.Of(await FindAsync(slug) ?? webinar, clock.GetUtcNow())) // it changed a moment ago
            : this.SeeOther(TogetherReceipt.Of(people, outcomes), nameof(Sent), new { slug });
    }

    [HttpGet("inviata")]
    [PrivatePage]
    public async Task<IActionResult> Sent(string slug) => await FindAsync(slug) is { } webinar
        ? View("TogetherSent", new TogetherSentPage(PublicWebinar.Of(webinar), this.Receipt<TogetherReceipt>()))
        : await this.UnknownWebinarAsync(db, clock.GetUtcNow());

    /// <summary>The form with more rows, or with what the form for one person held: nothing is looked at yet.</summary>
    private async Task<IActionResult> NextAsync(Webinar webinar, TogetherForm form)
    {
        var rows = form.Rows.Count;
        if (form.Step == TogetherForm.Open)
        {
            form.TakeOver();
        }
        else
        {
            form.AddRows(rows + RowsAtOnce);
            ViewData["NewRow"] = Math.Min(rows, form.Rows.Count - 1);
        }

        ModelState.Clear();
        return await FormPageAsync(webinar, form);
    }

    private Task<Webinar?> FindAsync(string slug) =>
        db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Slug == slug && w.Status != WebinarStatus.Draft);

    private async Task<IActionResult> FormPageAsync(Webinar webinar, TogetherForm form)
    {
        var now = clock.GetUtcNow();
        if (webinar.PhaseAt(now) != WebinarPhase.Open)
        {
            return View("NotOpen", WebinarEntry.Of(webinar, now));
        }

        form.AddRows(form.Rows.Count);
        form.AsksQuestions = !(await QuestionSheet.CurrentAsync(db, webinar.Id)).IsEmpty;
        return View("Together", new TogetherPage(PublicWebinar.Of(webinar), await Places.ForAllAsync(db, webinar, now), form));
    }
}
