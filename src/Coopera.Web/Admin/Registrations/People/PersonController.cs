using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Registrations.People;

[Route("/gestione/iscrizioni/{id:guid}")]
public sealed class PersonController(
    CooperaDb db,
    PublicBodyDirectory directory,
    ParticipantReader participants,
    IValidator<StaffPersonForm> edited,
    IValidator<SubstituteForm> substituted,
    IValidator<ReasonForm> reasoned,
    TimeProvider clock) : AdminController
{
    [HttpGet]
    public Task<IActionResult> Page(Guid id) => ShowAsync(id, page => View(nameof(Page), page));

    [HttpGet("modifica")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Edit(Guid id) => AskAsync(id, page =>
    {
        var form = new StaffPersonForm();
        form.FillIn(page.Registration, page.Body);
        form.Recall(page.Questions, page.Answers);
        return form;
    });

    [HttpPost("modifica")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Edit(Guid id, StaffPersonForm form, [FromServices] EditPerson edit, CancellationToken cancellationToken) =>
        PersonAsync(
            id, form, edited, participant => edit.RunAsync(Asks(id, $"{form.Seen}"), participant, cancellationToken),
            nameof(Edit), "Dati salvati.");

    [HttpGet("sostituisci")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Substitute(Guid id) => AskAsync(id, page => new SubstituteForm
    {
        Seen = page.Registration.Revision,
        ParticipantKind = page.Registration.ParticipantKind,
        PublicBodyCode = page.Registration.PublicBodyCode,
        OtherBody = page.BodyName,
    });

    [HttpPost("sostituisci")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Substitute(
        Guid id, SubstituteForm form, [FromServices] SubstitutePerson substitute, CancellationToken cancellationToken) =>
        PersonAsync(
            id,
            form,
            substituted,
            async participant => await substitute.RunAsync(
                Asks(id, $"{form.Seen}"), participant,
                form.Notice(await PrivacyNotice.VersionAsync(db, cancellationToken), clock.GetUtcNow()),
                InformedPersonForm.Ways[form.Informed!], Text.CleanParagraph(form.Reason), cancellationToken),
            nameof(Substitute),
            "Persona sostituita: le due email sono in partenza.");

    [HttpGet("annulla")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Cancel(Guid id) =>
        AskAsync(id, page => new ReasonForm { Seen = page.Registration.Revision, SendMail = true });

    [HttpPost("annulla")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Cancel(
        Guid id, ReasonForm form, [FromServices] CancelForPerson cancel, CancellationToken cancellationToken) =>
        ReasonAsync(
            id, form, () => cancel.RunAsync(Asks(id, $"{form.Seen}"), Text.CleanParagraph(form.Reason), form.SendMail, cancellationToken),
            nameof(Cancel), "Iscrizione annullata. Per dieci minuti puoi ripensarci da qui.");

    [HttpPost("rimetti")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Restore(
        Guid id, int seen, [FromServices] RestorePerson restore, CancellationToken cancellationToken)
    {
        var result = await restore.RunAsync(Asks(id, $"{seen}"), cancellationToken);
        return await AnswerAsync(result, TakenBack.Done.Sentence(), ToPage(id), status =>
        {
            Response.StatusCode = status;
            return ShowAsync(id, page => View(nameof(Page), page with
            {
                WasOvertaken = result.Verdict == ChangeVerdict.Stale,
                Refused = result.Sentence,
            }));
        });
    }

    [HttpGet("inviti")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Invitations(Guid id) => AskAsync(id, page => new ReasonForm { Seen = page.Registration.Revision });

    [HttpPost("inviti")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Invitations(
        Guid id, ReasonForm form, [FromServices] RevokeInvitations revoke, CancellationToken cancellationToken) =>
        ReasonAsync(
            id, form, () => revoke.RunAsync(Asks(id, $"{form.Seen}"), Text.CleanParagraph(form.Reason), cancellationToken),
            nameof(Invitations), "Registrato: a questo indirizzo non si mandano più inviti.");

    [HttpGet("lista-attesa")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Place(Guid id) => AskAsync(id, page => new ReasonForm { Seen = page.Registration.Revision });

    [HttpPost("lista-attesa")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Place(
        Guid id, ReasonForm form, [FromServices] GivePlace give, CancellationToken cancellationToken) =>
        ReasonAsync(
            id, form, () => give.RunAsync(Asks(id, $"{form.Seen}"), Text.CleanParagraph(form.Reason), form.Beyond, cancellationToken),
            nameof(Place), "Posto assegnato: la persona riceve l’email con l’invito.");

    [HttpPost("conferma")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> SendAgain(
        Guid id, int seen, [FromServices] SendConfirmationAgain send, CancellationToken cancellationToken) =>
        await AnswerAsync(await send.RunAsync(Asks(id, $"{seen}"), cancellationToken), "La conferma è di nuovo in partenza.", ToPage(id),
            status =>
        {
            Response.StatusCode = status;
            return ShowAsync(id, page => View(nameof(Page), page with { WasOvertaken = true }));
        });


    private async Task<IActionResult> PersonAsync<TForm>(
        Guid id, TForm form, IValidator<TForm> validator, Func<Domain.Registrations.Participant, Task<ChangeResult>> run,
        string action, string done)
        where TForm : StaffPersonForm
    {
        if (await PersonPage.FindAsync(db, directory, id, clock.GetUtcNow()) is not { } page)
        {
            return NotFound();
        }

        form.AsksPhone = page.Webinar.AsksPhone;
        form.Questions = page.Questions.Current;
        if (await participants.ReadAsync(form, validator, ModelState) is not { } participant)
        {
            await KnownAddress.LookAsync(db, page.Webinar.Id, form, except: id, ModelState);
            return await AgainAsync(id, form, action, StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(await run(participant), done, ToPage(id), status => AgainAsync(id, form, action, status));
    }

    private async Task<IActionResult> ReasonAsync(Guid id, ReasonForm form, Func<Task<ChangeResult>> run, string action, string done)
    {
        (await reasoned.ValidateAsync(form)).AddToModelState(ModelState);
        if (ModelState.IsValid)
        {
            return await AnswerAsync(await run(), done, ToPage(id), status => AgainAsync(id, form, action, status));
        }

        if (action == nameof(Place) && !form.Beyond
            && (await PersonPage.FindAsync(db, directory, id, clock.GetUtcNow()))?.PlacesLeft == 0)
        {
            ModelState.AddModelError(nameof(form.Beyond), GivePlace.NoneLeft.Sentence!);
        }

        return await AgainAsync(id, form, action, StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IActionResult> AgainAsync(Guid id, object form, string action, int status)
    {
        if (await PersonPage.FindAsync(db, directory, id, clock.GetUtcNow()) is not { } page)
        {
            return NotFound();
        }

        var overtaken = status == StatusCodes.Status409Conflict;
        if (overtaken)
        {
            switch (form)
            {
                case StaffPersonForm person:
                    person.Seen = page.Registration.Revision;
                    break;
                case ReasonForm reason:
                    reason.Seen = page.Registration.Revision;
                    break;
            }

            ModelState.Remove(nameof(ReasonForm.Seen));
        }

        Response.StatusCode = status;
        page = page with { WasOvertaken = overtaken };
        return IsPossible(action, page) ? FormView(action, page, form) : View(nameof(Page), page);
    }

    private Task<IActionResult> AskAsync(Guid id, Func<PersonPage, object> form) => ShowAsync(id, page =>
    {
        var action = (string)RouteData.Values["action"]!;
        return IsPossible(action, page) ? FormView(action, page, form(page)) : this.SeeOther(nameof(Page), new { id });
    });

    private static bool IsPossible(string action, PersonPage page) => action switch
    {
        nameof(Cancel) => page.Registration.IsActive,
        nameof(Place) => page.Ahead is not null,
        nameof(Invitations) => page.WantsInvitations,
        _ => page.Registration.IsAccepted,
    };

    private ViewResult FormView(string action, PersonPage page, object form)
    {
        ViewData["Person"] = page;
        if (form is PersonForm person)
        {
            person.AsksPhone = page.Webinar.AsksPhone;
            if (action == nameof(Edit))
            {
                person.RecallOlder(page.Questions, page.Answers);
            }
            else
            {
                person.Questions = page.Questions.Current;
            }
        }

        return View(action, form);
    }

    private async Task<IActionResult> ShowAsync(Guid id, Func<PersonPage, IActionResult> show) =>
        await PersonPage.FindAsync(db, directory, id, clock.GetUtcNow()) is { } page ? show(page) : NotFound();

    private SeeOther ToPage(Guid id) => this.SeeOther(nameof(Page), new { id });
}
