using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail.Inbox;

/// <summary>Addresses from which mails come back: put right everywhere in one step, or known to be right.</summary>
[Route("/gestione/posta/indirizzi")]
public sealed class BouncingController(CooperaDb db, StaffRights rights) : AdminController
{
    private const int Most = 200;

    [HttpGet("")]
    public async Task<ViewResult> Index()
    {
        var addresses = await db.BouncingAddresses.AsNoTracking()
            .OrderByDescending(a => a.RestsSince != null).ThenByDescending(a => a.LastAt).Take(Most).ToListAsync();
        return View("~/Admin/Mail/Inbox/Bouncing.cshtml", addresses);
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Page(Guid id) => ShowAsync(id, new BouncingForm());

    [HttpPost("{id:guid}/riattiva")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Lift(
        Guid id, BouncingForm form, [FromServices] LiftRest lift, CancellationToken cancellationToken) => await AnswerAsync(
        await lift.RunAsync(Asks(id, form.Seen), cancellationToken),
        InboxPhrases.Lifted(0),
        this.SeeOther(nameof(Page), new { id }),
        status => ShowAsync(id, form, status));

    [HttpPost("{id:guid}/correggi")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Correct(
        Guid id, BouncingForm form, [FromServices] CorrectAddress ofRegistration, [FromServices] CorrectFollower ofAdhesion,
        [FromServices] CorrectMailAddress ofMail, CancellationToken cancellationToken)
    {
        if (await BouncingPage.FindAsync(db, id) is not { } page)
        {
            return NotFound();
        }

        if (!EmailAddress.TryParse(form.Address, out var address))
        {
            ModelState.AddModelError(nameof(form.Address), AddressPhrases.Fault(form.Address));
        }
        else if (address == page.Address.Address)
        {
            ModelState.AddModelError(
                nameof(form.Address), "È lo stesso indirizzo di prima: scrivi quello giusto, oppure riattivalo se sai che funziona.");
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity);
        }

        // A transaction each: what cannot be put right holds nothing else up.
        var results = new List<ChangeResult>();
        foreach (var registration in page.Registrations)
        {
            results.Add(await ofRegistration.RunAsync(Change(registration.Id), page.Address.Address, address!, cancellationToken));
        }

        foreach (var (adhesion, mail) in page.Adhesions)
        {
            results.Add(await ofAdhesion.RunAsync(Change(adhesion), mail, address!, cancellationToken));
        }

        foreach (var mail in page.Loose)
        {
            results.Add(await ofMail.RunAsync(Change(mail), address!, cancellationToken));
        }

        var refused = results.Where(result => result.Verdict is not (ChangeVerdict.Done or ChangeVerdict.AlreadySo)).ToList();
        if (refused.Count == results.Count && refused.Count > 0)
        {
            ModelState.AddModelError(
                nameof(form.Address), refused[0].Sentence ?? "Nel frattempo qualcosa è cambiato: guarda com’è adesso.");
            return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity);
        }

        TempData["Done"] = $"Indirizzo corretto: quello che aspettava parte tra poco per {address!.Display}."
            + (refused.Count == 0 ? "" : " Qualcosa non si è potuto correggere: guardalo qui sotto, un po’ alla volta.");
        return this.SeeOther(nameof(Page), new { id });
    }

    private ChangeRequest<Guid> Change(Guid id) => new(id, null, User.Identity!.Name!) { AnyVersion = true };

    private async Task<IActionResult> ShowAsync(Guid id, BouncingForm form, int status = StatusCodes.Status200OK)
    {
        if (await BouncingPage.FindAsync(db, id) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        ModelState.Remove(nameof(form.Seen));
        form.Seen = LiftRest.Version(page.Address);
        form.Page = page;
        form.MayHandle = await rights.MayAsync(User, StaffPolicies.Handle);
        return View("~/Admin/Mail/Inbox/Address.cshtml", form);
    }
}

public sealed class BouncingForm
{
    public string? Seen { get; set; }

    [Display(Name = "Indirizzo giusto")]
    public string? Address { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public BouncingPage? Page { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public bool MayHandle { get; set; }
}
