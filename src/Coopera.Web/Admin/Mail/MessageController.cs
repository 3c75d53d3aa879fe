using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail;

/// <summary>One mail: what became of it, how it looked, and what staff can do about it.</summary>
[Route("/gestione/posta/{id:guid}")]
public sealed class MessageController(CooperaDb db, MailPageReader reader, MailRenderer renderer, TimeProvider clock) : AdminController
{
    /// <summary>What the form of a POST holds; its fields are called "Form.…".</summary>
    [BindProperty(Name = nameof(Form))]
    public MailForm Form { get; set; } = new();

    [HttpGet]
    public async Task<IActionResult> Page(Guid id) => await reader.FindAsync(id) is { } page ? Show(page) : NotFound();

    [HttpPost("rispedisci")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Again(Guid id, [FromServices] SendMailAgain again, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await again.RunAsync(CallFor(id), Form.CopyId, cancellationToken), "L’email è in coda: parte tra poco.");

    [HttpPost("indirizzo")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Address(Guid id, [FromServices] CorrectMailAddress correct, CancellationToken cancellationToken)
    {
        if (await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } mail)
        {
            return NotFound();
        }

        if (!EmailAddress.TryParse(Form.Address, out var address))
        {
            ModelState.AddModelError("Form.Address", Phrases.InvalidEmail);
        }
        else if (address.Display == mail.Recipient)
        {
            ModelState.AddModelError("Form.Address", "È lo stesso indirizzo di prima: scrivi quello giusto, o rimetti in coda l’email così com’è.");
        }

        return ModelState.IsValid
            ? await AnswerAsync(id, await correct.RunAsync(CallFor(id), address!, cancellationToken), $"Indirizzo corretto: l’email parte tra poco per {address!.Display}.")
            : await AgainAsync(id, StatusCodes.Status422UnprocessableEntity);
    }

    [HttpPost("chiudi")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Close(Guid id, [FromServices] CloseMail close, CancellationToken cancellationToken) =>
        await AnswerAsync(id, await close.RunAsync(CallFor(id), cancellationToken), "Email chiusa: non compare più tra quelle non riuscite.");

    /// <summary>The message as a file, its personal links masked as on the page.</summary>
    [HttpGet("messaggio.eml")]
    [Authorize(Policy = StaffPolicies.Export)]
    public async Task<IActionResult> File(Guid id)
    {
        if (await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id) is not { } mail || await MailPreview.OfAsync(mail, renderer) is null)
        {
            return NotFound();
        }

        var file = new MemoryStream();
        await (await renderer.ShowAsync(mail)).WriteToAsync(file);
        await db.WriteAsync(async writing =>
        {
            writing.AuditEntries.Add(new AuditEntry(
                User.Identity!.Name!, "scarica un’email", $"{MailPhrases.KindOf(mail.Kind)}, a {mail.RecipientName}", $"a {mail.Recipient}", clock.GetUtcNow())
            {
                SubjectKey = AuditSubject.Mail(id),
            });
            await writing.SaveChangesAsync();
        });
        file.Position = 0;
        return File(file, "message/rfc822", $"email-{mail.Id:N}.eml");
    }

    private MailCall CallFor(Guid id) => new(id, Form.Seen, User.Identity!.Name!);

    private async Task<IActionResult> AnswerAsync(Guid id, MailOutcome outcome, string done)
    {
        switch (outcome)
        {
            case MailOutcome.NotFound:
                return NotFound();
            case MailOutcome.Done:
                TempData["Done"] = done;
                return this.SeeOther(nameof(Page), new { id });
            case MailOutcome.AlreadyQueued:
                TempData["Done"] = "L’email era già in coda: parte una volta sola.";
                return this.SeeOther(nameof(Page), new { id });
            default:
                return await AgainAsync(id, StatusCodes.Status409Conflict, outcome switch
                {
                    MailOutcome.InHand => "Il servizio di posta la sta spedendo proprio adesso: aspetta un minuto e guarda com’è andata.",
                    MailOutcome.BoundToAccount => "Questa email riguarda l’accesso di una persona alla gestione e può andare solo al suo indirizzo.",
                    _ => "Nel frattempo questa email è cambiata: qualcun altro se ne è occupato, o è partita. Guarda com’è adesso, poi decidi.",
                });
        }
    }

    /// <summary>The page as it is now, with what was typed.</summary>
    private async Task<IActionResult> AgainAsync(Guid id, int status, string? refusal = null)
    {
        if (await reader.FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        ModelState.Remove("Form.Seen");
        ModelState.Remove("Form.CopyId");
        page.Form.Address = Form.Address;
        return Show(page with { Refusal = refusal });
    }

    private ViewResult Show(MailPage page)
    {
        if (page.Preview is { } preview)
        {
            HttpContext.AllowStyle(preview.StyleHash);
        }

        return View(nameof(Page), page);
    }
}
