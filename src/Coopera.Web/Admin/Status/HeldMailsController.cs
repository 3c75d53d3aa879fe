using Coopera.Core.Backups;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Status;

/// <summary>What becomes of the mails of a restored copy.</summary>
[Authorize(Policy = StaffPolicies.Mail)]
public sealed class HeldMailsController(DecideHeldMails decide) : AdminController
{
    private const string Decided = "Era già stato deciso: la posta non è più ferma.";

    [HttpPost("/gestione/stato/fai-partire-le-email")]
    public async Task<IActionResult> Release(CancellationToken cancellationToken)
    {
        TempData["Done"] = await decide.ReleaseAsync(User.Identity!.Name!, cancellationToken) switch
        {
            null => Decided,
            0 => "In coda non c’era niente: da adesso la posta parte come sempre.",
            { } count => $"{Amount.Of(count, "email parte", "email partono")} entro un minuto, una dopo l’altra.",
        };
        return new SeeOther(Url.Content(Addresses.Admin.Home));
    }

    [HttpPost("/gestione/stato/non-mandare-le-email")]
    public async Task<IActionResult> Drop(CancellationToken cancellationToken)
    {
        TempData["Done"] = await decide.DropAsync(User.Identity!.Name!, cancellationToken) switch
        {
            null => Decided,
            0 => "Dalla copia non c’era niente in coda: da adesso la posta parte come sempre.",
            { } count => $"{Amount.Of(count, "email non parte", "email non partono")}: sono tra quelle chiuse, da dove si possono "
                + "rispedire una a una. Da adesso la posta parte come sempre.",
        };
        return new SeeOther(Url.Content(Addresses.Admin.Home));
    }
}
