using Coopera.Core.Certificates;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Certificates;

[Route("/gestione/attestati/{id:guid}")]
public sealed class CertificateController(CooperaDb db) : AdminController
{
    [HttpGet]
    public Task<IActionResult> Page(Guid id) => ShowAsync(id, nameof(Page));

    [HttpGet("attestato.pdf")]
    public async Task<IActionResult> Paper(Guid id, [FromServices] UploadStore store) =>
        await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) is { StoreKey: { } key } certificate
            && store.Open(key) is { } paper
            ? File(paper, "application/pdf", CertificatePhrases.FileName(certificate))
            : NotFound();

    [HttpGet("revoca")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Revoke(Guid id)
    {
        ViewData["Form"] = new RevokeForm { SendMail = true };
        return await db.Certificates.AnyAsync(c => c.Id == id && c.State != CertificateState.Valid)
            ? this.SeeOther(nameof(Page), new { id })
            : await ShowAsync(id, nameof(Revoke));
    }

    [HttpPost("revoca")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Revoke(
        Guid id, RevokeForm form, [FromServices] RevokeCertificate revoke, CancellationToken cancellationToken)
    {
        var reason = Text.CleanParagraph(form.Reason);
        ViewData["Form"] = form;
        if (reason.Length is 0 or > Certificate.ReasonMaxLength)
        {
            ModelState.AddModelError(
                nameof(form.Reason),
                reason.Length == 0 ? CertificatePhrases.ReasonMissing : Core.Phrases.TooLong("Il motivo", Certificate.ReasonMaxLength));
            return await ShowAsync(id, nameof(Revoke), StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(
            await revoke.RunAsync(Asks(id, form.Seen), reason, form.SendMail, cancellationToken),
            "L’attestato è revocato.", this.SeeOther(nameof(Page), new { id }), status => ShowAsync(id, nameof(Revoke), status));
    }

    [HttpPost("rifai")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Reissue(
        Guid id, string? seen, [FromServices] ReissueCertificate reissue, CancellationToken cancellationToken)
    {
        var result = await reissue.RunAsync(Asks(id, seen), cancellationToken);
        return await AnswerAsync(
            result, "L’attestato è già stato rifatto.", this.SeeOther(nameof(Page), new { id = result.Id ?? $"{id}" }),
            status => ShowAsync(id, nameof(Page), status));
    }

    [HttpPost("manda")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> SendAgain(
        Guid id, [FromServices] SendCertificateAgain send, CancellationToken cancellationToken) => await AnswerAsync(
        await send.RunAsync(Asks(id, null), cancellationToken),
        "L’attestato è di nuovo in partenza.", this.SeeOther(nameof(Page), new { id }), status => ShowAsync(id, nameof(Page), status));

    private async Task<IActionResult> ShowAsync(Guid id, string view, int status = StatusCodes.Status200OK)
    {
        if (await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) is not { } certificate)
        {
            return NotFound();
        }

        var other = await db.Certificates.AsNoTracking().Where(c => c.Id == certificate.SupersededById)
            .Select(c => new { c.Year, c.Number }).SingleOrDefaultAsync();
        var person = await db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == certificate.RegistrationId);
        Response.StatusCode = status;
        return View(view, new OneCertificatePage(
            certificate,
            await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == certificate.WebinarId),
            other is null ? null : CertificateNumber.Format(other.Year, other.Number),
            person?.Id,
            await LastChange.OfAsync(db, AuditSubject.Certificate(id)))
        {
            OtherName = certificate.IsValid && person is not null
                && (person.FirstName, person.LastName) != (certificate.FirstName, certificate.LastName) ? person.FullName : null,
            IsOvertaken = status == StatusCodes.Status409Conflict,
        });
    }
}
