using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations.People;

[Route("/gestione/webinar/{id:int}/iscritti/nuova")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class AddController(
    CooperaDb db, ParticipantReader participants, IValidator<AddForm> validator, AddPerson add, TimeProvider clock) : AdminController
{
    [HttpGet]
    public async Task<IActionResult> New(int id) => await ShowAsync(id, new AddForm { SendMail = true });

    [HttpPost]
    public async Task<IActionResult> New(int id, AddForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        form.AsksPhone = webinar.AsksPhone;
        form.Questions = await QuestionSheet.CurrentAsync(db, id);
        if (await participants.ReadAsync(form, validator, ModelState) is not { } participant)
        {
            ViewData["Existing"] = await KnownAddress.LookAsync(db, id, form, except: null, ModelState);
            return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity);
        }

        var person = new NewPerson(
            participant,
            form.Notice(await PrivacyNotice.VersionAsync(db, cancellationToken), clock.GetUtcNow()),
            InformedPersonForm.Ways[form.Informed!],
            form.Beyond ? Text.CleanParagraph(form.Reason) : null,
            form.SendMail,
            SentFormId);
        var result = await add.RunAsync(id, person, User.Identity!.Name!, cancellationToken);
        ViewData["Existing"] = result.Verdict == ChangeVerdict.Refused && result.Id is { } existing ? Guid.Parse(existing) : null;
        return await AnswerAsync(
            result,
            "",
            result.Id is null ? NotFound() : this.SeeOther(nameof(PersonController.Page), new { id = result.Id }, on: "Person"),
            status => ShowAsync(id, form, status));
    }

    private async Task<IActionResult> ShowAsync(int id, AddForm form, int status = StatusCodes.Status200OK)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        form.AsksPhone = webinar.AsksPhone;
        form.Questions = await QuestionSheet.CurrentAsync(db, id);
        ViewData["Webinar"] = webinar;
        ViewData["PlacesLeft"] = webinar.Capacity is null ? null : webinar.PlacesLeft(await Places.TakenAsync(db, id));
        Response.StatusCode = status;
        return View(nameof(New), form);
    }

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);
}
