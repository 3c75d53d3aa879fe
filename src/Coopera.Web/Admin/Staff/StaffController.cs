using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Public.Coordination.Adhesions;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Staff;

[Authorize(Policy = StaffPolicies.Administer)]
public sealed class StaffController(
    CooperaDb db, IValidator<InviteForm> validator, InviteColleague invite, TimeProvider clock) : AdminController
{
    private const string ThereAlready =
        "C’è già un profilo con questo indirizzo: aprilo per cambiarlo, o scrivi un altro indirizzo.";

    [HttpGet("/gestione/utenti")]
    public async Task<ViewResult> Index() => View(new StaffList(await StaffMember.AllAsync(db, clock.GetUtcNow()), clock.GetUtcNow()));

    [HttpGet("/gestione/utenti/invita")]
    public ViewResult Invite() => View(new InviteForm());

    [HttpPost("/gestione/utenti/invita")]
    public async Task<IActionResult> Invite(InviteForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        if (ModelState.IsValid)
        {
            var email = EmailAddress.Parse(form.Email!);
            var invited = await invite.RunAsync(
                email, Text.CleanLine(form.FullName), form.Roles!, form.MayExport, User.Identity!.Name!, SentFormId, cancellationToken);
            if (!invited.WasThere)
            {
                TempData["Done"] = $"Invito in partenza per {email.Display}. Il link vale {StaffUser.InvitationLife.Days} giorni.";
                return this.SeeOther(nameof(Index));
            }

            form.ThereAlready = invited.Id;
            ModelState.AddModelError(nameof(form.Email), ThereAlready);
        }
        else if (EmailAddress.TryParse(form.Email, out var typed)
            && await db.Users.Where(u => u.Email == typed.Key).Select(u => u.Id).SingleOrDefaultAsync(cancellationToken) is { } id)
        {
            form.ThereAlready = id;
            ModelState.AddModelError(nameof(form.Email), ThereAlready);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }
}

public sealed record StaffList(IReadOnlyList<StaffMember> Members, DateTimeOffset Now)
{
    public int Administrators =>
        Members.Count(member =>
            member.Roles.Contains(StaffRoles.Administrator) && member.User is { SuspendedAt: null, PasswordHash: not null });
}

public sealed class InviteForm
{
    [Display(Name = "Nome e cognome")]
    public string? FullName { get; set; }

    [Display(Name = "Email")]
    public string? Email { get; set; }

    [Display(Name = "Ruoli")]
    public string[]? Roles { get; set; }

    public bool MayExport { get; set; }

    internal string? ThereAlready { get; set; }
}

public sealed class InviteFormValidator : AbstractValidator<InviteForm>
{
    public InviteFormValidator()
    {
        RuleFor(form => form.FullName).Line("Il nome", StaffUser.FullNameMaxLength);
        RuleFor(form => form.Email).Address();
        RuleFor(form => form.Roles).Must(StaffRoles.AreSome).WithMessage("Scegli che cosa farà: almeno uno dei quattro ruoli.");
    }
}
