using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Registrations;

/// <summary>
/// Who was sent a colleague's link signs up with their own name, also while the webinar takes place. The body of that colleague is
/// proposed: the link tells it anyway.
/// </summary>
[Route("/iscrizioni/{token}/iscriviti")]
[PrivatePage]
public sealed class SignUpInsteadController(
    CooperaDb db, PersonalLinks links, SignUp signUp, ParticipantReader participants, IValidator<RegistrationForm> validator,
    PublicBodyDirectory directory, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Form(string token)
    {
        if (await FindAsync(token) is not var (theirs, webinar))
        {
            return this.InvalidLink();
        }

        if (!await Newcomers.FitAsync(db, webinar, clock.GetUtcNow()))
        {
            return View("NoPlaceLeft", new SignUpInsteadPage(token, PublicWebinar.Of(webinar)));
        }

        return await FormPageAsync(token, webinar, new RegistrationForm
        {
            ParticipantKind = theirs.ParticipantKind,
            PublicBodyCode = theirs.PublicBodyCode,
            OtherBody = (await directory.FindAsync(theirs.PublicBodyCode))?.FullName ?? theirs.OtherBody,
        });
    }

    [HttpPost]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Form(string token, RegistrationForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (_, webinar))
        {
            return this.InvalidLink();
        }

        var now = clock.GetUtcNow();
        if (!await Newcomers.FitAsync(db, webinar, now))
        {
            return View("NoPlaceLeft", new SignUpInsteadPage(token, PublicWebinar.Of(webinar)));
        }

        (form.AsksPhone, form.Questions) = (webinar.AsksPhone, await QuestionSheet.CurrentAsync(db, webinar.Id));
        var participant = await participants.ReadAsync(form, validator, ModelState);
        var signedUp = participant is null ? null : await signUp.RunAsync(
            webinar.Id, participant,
            new PrivacyNoticeReading(await PrivacyNotice.VersionAsync(db, cancellationToken), now, form.FutureInvitations),
            ClientNetwork.Of(HttpContext), isLate: true, cancellationToken: cancellationToken);
        switch (signedUp?.Outcome)
        {
            case SignUpOutcome.NotOpen:
                return View("NoPlaceLeft", new SignUpInsteadPage(token, PublicWebinar.Of(webinar)));
            case SignUpOutcome.QuestionsChanged:
                ModelState.AddModelError("", QuestionPhrases.ChangedWhileWriting);
                goto case null;
            case null:
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return await FormPageAsync(token, webinar, form);
            case { } outcome:
                return this.SeeOther(
                    SignUpReceipt.Of(outcome, participant!), nameof(SignUpController.Sent), new { slug = webinar.Slug }, on: "SignUp");
        }
    }

    private async Task<(Registration Theirs, Webinar Webinar)?> FindAsync(string token) =>
        await OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow()) is
            ({ Status: not RegistrationStatus.Unconfirmed }, { Status: not WebinarStatus.Draft }) and var found ? found : null;

    private async Task<ViewResult> FormPageAsync(string token, Webinar webinar, RegistrationForm form)
    {
        (form.AsksPhone, form.Questions) = (webinar.AsksPhone, await QuestionSheet.CurrentAsync(db, webinar.Id));
        var places = await Places.ForAllAsync(db, webinar, clock.GetUtcNow());
        return View("Form", new SignUpPage(PublicWebinar.Of(webinar), places, form)
        {
            Instead = Addresses.Registration.SignUpInstead(token),
        });
    }
}

public sealed record SignUpInsteadPage(string Token, PublicWebinar Webinar);
