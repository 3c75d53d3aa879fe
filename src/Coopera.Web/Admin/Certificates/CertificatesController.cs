using Coopera.Core;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Certificates;

[Route("/gestione/webinar/{id:int}/attestati")]
public sealed class CertificatesController(CooperaDb db, SiteAddresses addresses, TimeProvider clock) : AdminController
{
    [HttpGet]
    public Task<IActionResult> Index(int id, [FromQuery(Name = "cerca")] string? search, [FromQuery(Name = "pagina")] int page = 1) =>
        ShowAsync(id, search, page);

    [HttpGet("persone")]
    public async Task<IActionResult> People(int id, [FromQuery(Name = "chi")] string? who, [FromQuery(Name = "pagina")] int page = 1)
    {
        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id) is not { } webinar)
        {
            return NotFound();
        }

        var candidates = await CertificateCandidates.ReadAsync(db, webinar);
        var shown = Enum.GetValues<CertificateStanding>().Where(one => CandidatesPage.Word(one) == who)
            .Select(one => (CertificateStanding?)one).FirstOrDefault();
        var found = candidates.All.Where(one => shown is null || one.Standing == shown).ToList();
        var pages = ListPage.Of(page, found.Count, CertificatesPage.PageSize);
        return View(new CandidatesPage(webinar, candidates, shown, pages, [.. pages.In(found.AsQueryable())]));
    }

    [HttpPost("emetti")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Issue(
        int id, string? seen, [FromServices] IssueCertificates issue, CancellationToken cancellationToken) => await AnswerAsync(
        await issue.RunAsync(Asks(id, seen), cancellationToken),
        "Gli attestati sono già emessi: nessuno ne riceve un altro.",
        this.SeeOther(nameof(Index), new { id }),
        status => ShowAsync(id, status: status));

    [HttpPost("prova")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Test(
        int id, [FromServices] SendSpecimen send, [FromServices] UserManager<StaffUser> accounts, CancellationToken cancellationToken)
    {
        if (!await db.Webinars.AnyAsync(w => w.Id == id, cancellationToken))
        {
            return NotFound();
        }

        var me = (await accounts.GetUserAsync(User))!;
        var address = EmailAddress.Parse(me.Email!);
        await send.RunAsync(id, address, me.FullName, User.Identity!.Name!, SentFormId, cancellationToken);
        TempData["Done"] = $"Il fac-simile parte tra poco per {address.Display}: guarda come si legge, poi decidi.";
        return this.SeeOther(nameof(Index), new { id });
    }

    [HttpGet("fac-simile.pdf")]
    public async Task<IActionResult> Specimen(int id)
    {
        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id) is not { } webinar)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        var facts = await SendSpecimen.SpecimenAsync(db, webinar, addresses, now);
        return File(
            CertificatePaper.Make(new(facts, CertificateSpecimen.Number, CertificateSpecimen.Code, IsSpecimen: true), now),
            "application/pdf");
    }

    [HttpPost("crediti")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Credits(
        int id, [Bind(Prefix = nameof(CertificatesPage.Credits))] CreditsForm form, [FromServices] ChangeCredits change,
        [FromServices] IValidator<CreditsForm> validator, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(CertificatesPage.Credits));
        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, typed: form, status: StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(
            await change.RunAsync(
                Asks(id, form.Seen), CreditsForm.Count(form.Total)!.Value, CreditsForm.Count(form.Deontological)!.Value,
                Text.CleanLine(form.EventId), cancellationToken),
            "Crediti salvati: valgono per gli attestati che emetti da adesso.",
            this.SeeOther(nameof(Index), new { id }),
            status => ShowAsync(id, typed: form, status: status));
    }

    private async Task<IActionResult> ShowAsync(
        int id, string? search = null, int page = 1, CreditsForm? typed = null, int status = StatusCodes.Status200OK)
    {
        if (await CertificatesPage.ReadAsync(db, id, search, page, typed, addresses, clock.GetUtcNow()) is not { } model)
        {
            return NotFound();
        }

        Response.StatusCode = status;
        return View(nameof(Index), model with { IsOvertaken = status == StatusCodes.Status409Conflict });
    }
}

public sealed class CreditsFormValidator : AbstractValidator<CreditsForm>
{
    private static readonly string OutOfRange = $"Scrivi un numero da 0 a {CreditRule.MostCredits}.";

    public CreditsFormValidator()
    {
        RuleFor(form => form.Total).Must(BeCredits).WithMessage(OutOfRange);
        RuleFor(form => form.Deontological).Must(BeCredits).WithMessage(OutOfRange);
        RuleFor(form => form.Deontological)
            .Must((form, some) => CreditsForm.Count(some) is not { } few || CreditsForm.Count(form.Total) is not { } all || few <= all)
            .WithMessage("I deontologici fanno parte del totale: non possono superarlo.");
        RuleFor(form => form.EventId)
            .MaximumLength(CreditRule.EventIdMaxLength).WithMessage(Phrases.TooLong("L’identificativo", CreditRule.EventIdMaxLength))
            .Must(text => Text.IsSafeLine(Text.CleanLine(text)))
                .WithMessage("Scrivi l’identificativo su una sola riga, senza i simboli < e >.");
        RuleFor(form => form.Total)
            .Must(total => CreditsForm.Count(total) is not 0).When(form => Text.CleanLine(form.EventId).Length > 0)
            .WithMessage("Scrivi quanti crediti dà l’evento.");
    }

    private static bool BeCredits(string? typed) => CreditsForm.Count(typed) is not null;
}
