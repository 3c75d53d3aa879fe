using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Mail;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail;

[Route("/gestione/posta/{id:guid}")]
public sealed class MessageController(
    CooperaDb db, MailPageReader reader, MailRenderer renderer, StaffRights rights, TimeProvider clock) : AdminController
{
    private const int FirstYear = 2000;

    [BindProperty(Name = nameof(Form))]
    public MailForm Form { get; set; } = new();

    [HttpGet]
    public async Task<IActionResult> Page(Guid id) => await reader.FindAsync(id) is { } page ? Show(page) : NotFound();

    [HttpPost("rispedisci")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Again(Guid id, [FromServices] SendMailAgain again, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id,
            await again.RunAsync(ToChange(id), Form.CopyId, cancellationToken),
            "L’email è in coda: parte tra poco.",
            "L’email era già in coda: parte una volta sola.");

    [HttpPost("indirizzo")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Address(
        Guid id, [FromServices] CorrectMailAddress correct, [FromServices] CorrectAddress ofRegistration,
        [FromServices] CorrectFollower ofAdhesion, CancellationToken cancellationToken)
    {
        if (await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } mail)
        {
            return NotFound();
        }

        if (!EmailAddress.TryParse(Form.Address, out var address))
        {
            ModelState.AddModelError("Form.Address", AddressPhrases.Fault(Form.Address));
        }
        else if (MeansTheThing(mail) && !await rights.MayAsync(User, StaffPolicies.Handle))
        {
            return await AgainAsync(id, StatusCodes.Status403Forbidden, MailTether.Thing.Sentence());
        }
        else if (address.Display == mail.Recipient.Display && Form.Seen == ChangedMail.Version(mail))
        {
            ModelState.AddModelError(
                "Form.Address", "È lo stesso indirizzo di prima: scrivi quello giusto, o rimetti in coda l’email così com’è.");
        }

        if (!ModelState.IsValid)
        {
            return await AgainAsync(id, StatusCodes.Status422UnprocessableEntity);
        }

        // One that is closed by now may be what this very form has done: that is for the use case to say.
        var isStale = mail.IsInHand(clock.GetUtcNow()) || mail.CopyOfId is not null
            || (Form.Seen != ChangedMail.Version(mail) && mail.Status != OutgoingMailStatus.Dismissed);
        return !isStale && MeansTheThing(mail)
            ? await AnswerAsync(
                id,
                mail.RegistrationId is { } registration
                    ? await ofRegistration.RunAsync(Asks(registration, null), id, address!, cancellationToken)
                    : await ofAdhesion.RunAsync(Asks(mail.AdhesionId!.Value, null), id, address!, cancellationToken),
                $"Indirizzo corretto {(ChangedMail.TetherOf(mail) == MailTether.None ? "anche " : "")}"
                    + $"{(mail.RegistrationId is null ? "nell’adesione" : "nell’iscrizione")}: un nuovo link parte tra poco per "
                    + $"{address!.Display}, e quelli di prima non valgono più.")
            : await AnswerAsync(
                id,
                await correct.RunAsync(ToChange(id), address!, cancellationToken),
                $"Indirizzo corretto: l’email parte tra poco per {address!.Display}.");
    }

    [HttpPost("inviata-per-pec")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> SentByHand(Guid id, [FromServices] RecordSentByHand record, CancellationToken cancellationToken)
    {
        var number = Text.CleanLine(Form.ProofNumber);
        if (!ItalianInput.TryDate(Form.SentOn, out var day) || day.Year < FirstYear)
        {
            ModelState.AddModelError("Form.SentOn", "Scrivi la data in cui l’hai inviata, per esempio 31/01/2026.");
        }
        else if (day > RomeTime.Today(clock))
        {
            ModelState.AddModelError("Form.SentOn", "La data di invio non può essere nel futuro.");
        }

        if (number.Length is 0 or > OutgoingMail.ProofMaxLength)
        {
            ModelState.AddModelError(
                "Form.ProofNumber", "Scrivi il numero con cui la ritrovi: il protocollo, o l’identificativo della ricevuta di accettazione.");
        }

        return ModelState.IsValid
            ? await AnswerAsync(
                id, await record.RunAsync(ToChange(id), day, number, cancellationToken), "Segnata come inviata per PEC.",
                "Era già segnata come inviata per PEC.")
            : await AgainAsync(id, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The receipt as it came: the proof.</summary>
    [HttpGet("ricevute/{receipt:guid}.eml")]
    [Authorize(Policy = StaffPolicies.Export)]
    public async Task<IActionResult> Receipt(Guid id, Guid receipt, [FromServices] UploadStore store)
    {
        if (await db.PecReceipts.AsNoTracking().SingleOrDefaultAsync(r => r.Id == receipt && r.MailId == id) is not { } kept
            || store.Open(kept.StoreKey) is not { } bytes)
        {
            return NotFound();
        }

        return File(bytes, "message/rfc822", $"ricevuta-{PecPhrases.FileWord(kept.Kind)}-{kept.Id:N}.eml");
    }

    [HttpPost("chiudi")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Close(Guid id, [FromServices] CloseMail close, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id, await close.RunAsync(ToChange(id), cancellationToken), "Email chiusa: non compare più tra quelle non riuscite.");

    [HttpGet("messaggio.eml")]
    [Authorize(Policy = StaffPolicies.Export)]
    public async Task<IActionResult> File(Guid id)
    {
        if (await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id) is not { } mail
            || await MailPreview.OfAsync(mail, renderer) is null)
        {
            return NotFound();
        }

        var file = new MemoryStream();
        await (await renderer.ShowAsync(mail)).WriteToAsync(file);
        var line = new RegisterLine(AuditAction.MailTaken, $"a {mail.Recipient}");
        await Register.WriteAsync(db, User.Identity!.Name!, ChangedMail.Name(mail), AuditSubject.Mail(id), line, clock.GetUtcNow());
        file.Position = 0;
        return File(file, "message/rfc822", $"email-{mail.Id:N}.eml");
    }

    private bool MeansTheThing(OutgoingMail mail) => ChangedMail.TetherOf(mail) switch
    {
        MailTether.Thing => true,
        MailTether.None => Form.AlsoInRegistration && mail.RegistrationId is not null,
        _ => false,
    };

    private ChangeRequest<Guid> ToChange(Guid id) => new(id, Form.Seen, User.Identity!.Name!);

    private Task<IActionResult> AnswerAsync(Guid id, ChangeResult result, string done, string? alreadySo = null) => AnswerAsync(
        result,
        done,
        this.SeeOther(nameof(Page), new { id }),
        status => AgainAsync(
            id, status,
            result.Sentence ?? "Nel frattempo questa email è cambiata: qualcun altro se ne è occupato, o è partita. Guarda com’è adesso, "
                + "poi decidi."),
        prefix: "Form.",
        alreadySo: alreadySo);

    private async Task<IActionResult> AgainAsync(Guid id, int status, string? refusal = null)
    {
        if (await reader.FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        ModelState.Remove("Form.Seen");
        ModelState.Remove("Form.CopyId");
        (page.Form.Address, page.Form.SentOn, page.Form.ProofNumber) = (Form.Address, Form.SentOn, Form.ProofNumber);
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
