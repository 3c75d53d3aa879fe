using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

[Route("/webinar/{slug}/iscrizione")]
public sealed class SignUpController(
    CooperaDb db, RecentWebinars recent, SignUp signUp, ParticipantReader participants, IValidator<RegistrationForm> validator,
    SignUpProofCookie proofs, TimeProvider clock) : Controller
{
    [HttpGet]
    [PublicPage(PublicThings.Webinars | PublicThings.Questions | PublicThings.Places)]
    public async Task<IActionResult> Form(string slug)
    {
        if (await FindAsync(slug) is not { } webinar)
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        return webinar.PhaseAt(clock.GetUtcNow()) == WebinarPhase.Open
            ? await FormPageAsync(webinar, new RegistrationForm { Questions = await QuestionSheet.CurrentAsync(db, webinar.Id) })
            : View("NotOpen", WebinarEntry.Of(webinar, clock.GetUtcNow()));
    }

    [HttpPost]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Form(string slug, RegistrationForm form, CancellationToken cancellationToken)
    {
        // What holds is seen under the webinar's lock. Here nobody is sent away by what was true a moment ago.
        var found = await recent.FindAsync(db, slug);
        if (found?.Webinar.PhaseAt(clock.GetUtcNow()) != WebinarPhase.Open)
        {
            found = await recent.ReadAsync(db, slug);
        }

        if (found is not var (webinar, questions, privacyNotice))
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        // Before anything else: nobody is made to correct a form that can no longer be sent.
        if (webinar.PhaseAt(clock.GetUtcNow()) != WebinarPhase.Open)
        {
            return View("NotOpen", WebinarEntry.Of(webinar, clock.GetUtcNow()));
        }

        (form.AsksPhone, form.Questions) = (webinar.AsksPhone, questions);
        var participant = await participants.ReadAsync(form, validator, ModelState);
        if (participant is null)
        {
            return await FormAgainAsync(slug, form);
        }

        var notice = new PrivacyNoticeReading(privacyNotice, clock.GetUtcNow(), form.FutureInvitations);
        var signedUp = await signUp.RunAsync(
            webinar.Id, participant, notice, ClientNetwork.Of(HttpContext), proofs.Read(Request, webinar.Id),
            cancellationToken: cancellationToken);
        switch (signedUp.Outcome)
        {
            case SignUpOutcome.NotOpen:
                // It changed a moment ago: as it is now.
                return View("NotOpen", WebinarEntry.Of(await FindAsync(slug) ?? webinar, clock.GetUtcNow()));
            case SignUpOutcome.QuestionsChanged:
                return await FormAgainAsync(slug, form, questionsChanged: true);
            case var outcome:
                proofs.Set(HttpContext, webinar.Id, webinar.Slug, signedUp.Proof);
                return this.SeeOther(SignUpReceipt.Of(outcome, participant), nameof(Sent), new { slug });
        }
    }

    [HttpGet("inviata")]
    [PrivatePage]
    public async Task<IActionResult> Sent(string slug)
    {
        if (await recent.FindAsync(db, slug) is not { Webinar: var webinar })
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        return View(new SignUpSentPage(PublicWebinar.Of(webinar), this.Receipt<SignUpReceipt>(), proofs.IsIn(Request)));
    }

    /// <summary>With what is wrong in it, and the questions as they are now.</summary>
    private async Task<IActionResult> FormAgainAsync(string slug, RegistrationForm form, bool questionsChanged = false)
    {
        if (await recent.ReadAsync(db, slug) is not var (webinar, questions, _))
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        var (isTold, readBy) = (form.ChangedQuestions.Count > 0, form.Questions);
        questionsChanged |= questions.ChangedSince(readBy.Marks()).Count > 0 || readBy.ChangedSince(questions.Marks()).Count > 0;
        form.Questions = questions;
        form.ChangedQuestions = questions.ChangedSince(isTold ? form.QuestionsSeen ?? "" : readBy.Marks());
        if (questionsChanged && !isTold)
        {
            ModelState.AddModelError("", QuestionPhrases.ChangedWhileWriting);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await FormPageAsync(webinar, form);
    }

    private Task<Webinar?> FindAsync(string slug) =>
        db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Slug == slug && w.Status != WebinarStatus.Draft);

    private async Task<ViewResult> FormPageAsync(Webinar webinar, RegistrationForm form)
    {
        form.AsksPhone = webinar.AsksPhone;
        var places = await Places.ForAllAsync(db, webinar, clock.GetUtcNow());
        return View("Form", new SignUpPage(PublicWebinar.Of(webinar), places, form));
    }
}
