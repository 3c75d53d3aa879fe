using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars;
using Coopera.Domain;
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

[Route("/iscrizioni/{token}")]
[PrivatePage]
public sealed class PersonalPageController(
    CooperaDb db,
    PersonalLinks links,
    PublicBodyDirectory directory,
    ParticipantReader participants,
    IValidator<ChangeForm> validator,
    ChangeRegistration change,
    CancelRegistration cancel,
    SiteAddresses addresses,
    Settings settings,
    TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Page(string token, [FromServices] ConfirmationLinks confirmations)
    {
        if (await FindAnyAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        if (registration.Status == RegistrationStatus.Unconfirmed)
        {
            return new SeeOther(Url.Content(Addresses.Registration.Confirm(confirmations.Token(new(registration.Id, webinar.Id)))));
        }

        var page = await PageModelAsync(token, registration, webinar, typed: null);
        return View(page with
        {
            HasJustSaved = this.Receipt<ChangesSaved>() is not null,
            JustDone = this.Receipt<PersonalReceipt>()?.Deed,
        });
    }

    [HttpPost("modifica")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Change(string token, ChangeForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return await db.AnswerToAsync<ChangeRegistrationOutcome>(await this.SentContentIdAsync()) == ChangeRegistrationOutcome.Moved
                ? ToAddressChanged(form.Email) // the second of two clicks: the first has made the link void
                : this.InvalidLink();
        }

        form.AsksPhone = webinar.AsksPhone;
        form.Questions = await QuestionSheet.CurrentAsync(db, webinar.Id);
        var participant = await participants.ReadAsync(form, validator, ModelState);
        if (participant is null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Page", await PageModelAsync(token, registration, webinar, form));
        }

        if (webinar.PhaseAt(clock.GetUtcNow()) is WebinarPhase.Concluded or WebinarPhase.Cancelled)
        {
            return this.SeeOther(nameof(Page), new { token });
        }

        switch (await change.RunAsync(registration, participant, await this.SentContentIdAsync(), cancellationToken))
        {
            case ChangeRegistrationOutcome.Moved:
                return ToAddressChanged(participant.Email.Display);
            case ChangeRegistrationOutcome.QuestionsChanged:
                ModelState.AddModelError("", QuestionPhrases.ChangedWhileWriting);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return View("Page", await PageModelAsync(token, registration, webinar, form));
            case ChangeRegistrationOutcome.NameTaken:
                ModelState.AddModelError(nameof(form.FirstName), RegistrationPhrases.NameTaken);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return View("Page", await PageModelAsync(token, registration, webinar, form));
            case ChangeRegistrationOutcome.Changed:
                return this.SeeOther(new ChangesSaved(), nameof(Page), new { token });
            default:
                return this.SeeOther(nameof(Page), new { token });
        }
    }

    [HttpPost("annulla")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Cancel(string token, string? reason, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        if (webinar.PhaseAt(clock.GetUtcNow()) is not (WebinarPhase.Concluded or WebinarPhase.Cancelled))
        {
            await cancel.RunAsync(registration, reason, cancellationToken);
        }

        return this.SeeOther(nameof(Page), new { token });
    }

    [HttpPost("rimetti")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Restore(
        string token, [FromServices] TakeBackCancellation takeBack, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        var outcome = await takeBack.RunAsync(registration, cancellationToken);
        if (outcome is TakenBack.Done or TakenBack.AlreadyActive)
        {
            return this.SeeOther(new PersonalReceipt(PersonalDeed.Restored), nameof(Page), new { token });
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return View("Page", await PageModelAsync(token, registration, webinar, typed: null) with { Refused = outcome.Sentence() });
    }

    [HttpPost("inviti")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Invitations(
        string token, bool wanted, [FromServices] ChooseInvitations choose, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, _))
        {
            return this.InvalidLink();
        }

        await choose.RunAsync(registration, wanted, cancellationToken);
        return this.SeeOther(new PersonalReceipt(PersonalDeed.InvitationsChosen), nameof(Page), new { token });
    }

    [HttpGet("calendario.ics")]
    public async Task<IActionResult> Calendar(string token)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        if (registration.Status != RegistrationStatus.Confirmed)
        {
            return this.SeeOther(nameof(Page), new { token });
        }

        var entry = new CalendarEntry(
            webinar.Id,
            webinar.Title,
            webinar.Theme,
            webinar.StartsAt,
            webinar.EndsAt,
            webinar.CalendarSequence + registration.CalendarSequence,
            addresses.Webinar(webinar.Slug),
            webinar.Status == WebinarStatus.Cancelled,
            webinar.Platform,
            new OwnPages(addresses.Enter(token), addresses.PersonalPage(token)),
            (await db.Webinars.AsNoTracking().Where(w => w.Id == webinar.Id).Select(w => w.Talks.ToList()).SingleAsync()).Programme());
        var organizer = new CalendarOrganizer(addresses.Host, settings.Mail.From);
        var ofWebinar = (await CalendarChanges.OfAsync(db, [webinar]))[webinar.Id];
        var ofPerson = registration.ChangedAt ?? registration.CreatedAt;
        return File(
            WebinarCalendar.ForOneself(entry, registration.Id, organizer, ofWebinar > ofPerson ? ofWebinar : ofPerson),
            "text/calendar; charset=utf-8", $"{webinar.Slug}.ics");
    }

    [HttpGet("materiali/{material:int}")]
    public async Task<IActionResult> Material(string token, int material, [FromServices] UploadStore store)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        return registration.Status == RegistrationStatus.Confirmed && webinar.Material(material) is { } found
            ? MaterialFile.Of(found, store)
            : NotFound();
    }

    /// <summary>Who has still to confirm has no page of their own yet.</summary>
    private async Task<(Registration Registration, Webinar Webinar)?> FindAsync(string token) =>
        await FindAnyAsync(token) is ({ Status: not RegistrationStatus.Unconfirmed }, _) and var found ? found : null;

    private Task<(Registration Registration, Webinar Webinar)?> FindAnyAsync(string token) =>
        OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow());

    private SeeOther ToAddressChanged(string? address) =>
        this.SeeOther(new AddressChange(address ?? ""), nameof(RecoverController.AddressChanged), on: "Recover");

    private async Task<PersonalPage> PageModelAsync(string token, Registration registration, Webinar webinar, ChangeForm? typed)
    {
        var questions = await QuestionSheet.ReadAsync(db, webinar.Id);
        var answers = await questions.AnswersAsync(db, registration.Id);
        var form = typed ?? ChangeForm.Of(registration);
        if (typed is null)
        {
            form.Recall(questions, answers);
        }
        else
        {
            form.ChangedQuestions = form.QuestionsSeen is { } seen ? questions.Current.ChangedSince(seen) : [];
            form.RecallOlder(questions, answers);
        }

        form.AsksPhone = webinar.AsksPhone;
        var body = await directory.FindAsync(registration.PublicBodyCode);
        if (form.PublicBodyCode is not null && form.OtherBody is null)
        {
            form.OtherBody = body?.FullName;
        }

        var now = clock.GetUtcNow();
        return new PersonalPage(
            token, PublicWebinar.Of(webinar), webinar.PhaseAt(now), registration,
            body?.FullName ?? registration.OtherBody, await WaitingPlace.OfAsync(db, registration, webinar, now), form)
        {
            Materials = [.. webinar.Materials.Select(m => PublicMaterial.Of(m, id => Addresses.Registration.Material(token, id)))],
            CancelledByStaff = await TakeBackCancellation.IsByStaffAsync(db, registration),
            Recent = await TakeBackCancellation.PossibleAsync(db, registration, now),
            WantsInvitations = await InvitationChoice.IsWantedAsync(db, registration),
            AddressRests = await db.BouncingAddresses.AnyAsync(a => a.Key == registration.EmailKey && a.RestsSince != null),
            HasCertificate = await db.Certificates.AnyAsync(c => c.RegistrationId == registration.Id),
            Answers = [.. questions.Lines.Where(line => answers.ContainsKey(line.Key)).Select(line => answers[line.Key])],
        };
    }
}
