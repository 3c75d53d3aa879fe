using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Certificates;

/// <summary>The certificate of one registration, by its personal link; the name on it can be put right here.</summary>
[Route("/iscrizioni/{token}/attestato")]
[PrivatePage]
public sealed class OwnCertificateController(
    CooperaDb db, PersonalLinks links, CorrectOwnName correct, IValidator<NameForm> validator, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Page(string token)
    {
        if (await OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow()) is not var (registration, _))
        {
            return this.InvalidLink();
        }

        return await ShowAsync(
            token, registration, new NameForm { FirstName = registration.FirstName, LastName = registration.LastName },
            this.Receipt<NameCorrected>() is not null);
    }

    [HttpPost]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Correct(
        string token, [Bind(Prefix = nameof(OwnCertificate.Form))] NameForm form, CancellationToken cancellationToken)
    {
        if (await OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow()) is not var (registration, _))
        {
            return this.InvalidLink();
        }

        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState, nameof(OwnCertificate.Form));
        if (ModelState.IsValid)
        {
            var outcome = await correct.RunAsync(
                registration, Text.CleanLine(form.FirstName), Text.CleanLine(form.LastName), cancellationToken);
            if (outcome is CorrectedName.Done or CorrectedName.AlreadySo)
            {
                return this.SeeOther(new NameCorrected(), nameof(Page), new { token });
            }

            ModelState.AddModelError($"{nameof(OwnCertificate.Form)}.{nameof(form.FirstName)}", outcome switch
            {
                CorrectedName.Taken => RegistrationPhrases.NameTaken,
                CorrectedName.TooOften => "L’hai già corretto più volte: scrivi alla segreteria.",
                CorrectedName.NoCertificate => "Adesso non c’è un attestato valido da correggere.",
                _ => CertificatePhrases.NameTooDifferent,
            });
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(token, registration, form, hasJustSaved: false);
    }

    private async Task<IActionResult> ShowAsync(string token, Registration registration, NameForm form, bool hasJustSaved)
    {
        var certificate = await db.Certificates.AsNoTracking().Where(c => c.RegistrationId == registration.Id)
            .OrderByDescending(c => c.ActiveKey != null).ThenByDescending(c => c.IssuedAt)
            .FirstOrDefaultAsync(c => c.SupersededById == null);
        return certificate is null
            ? new SeeOther(Url.Content(Addresses.Registration.Page(token)))
            : View("Own", new OwnCertificate(token, await PublicCertificate.OfAsync(db, certificate), form, hasJustSaved));
    }
}

public sealed class NameForm
{
    [Display(Name = "Nome")]
    public string? FirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? LastName { get; set; }
}

public sealed class NameFormValidator : AbstractValidator<NameForm>
{
    public NameFormValidator()
    {
        RuleFor(form => form.FirstName)
            .NotEmpty().WithMessage("Inserisci il tuo nome.")
            .MaximumLength(Registration.NameMaxLength).WithMessage(Phrases.TooLong("Il nome", Registration.NameMaxLength))
            .Must(BeALine).WithMessage("Scrivi il nome su una sola riga, senza i simboli < e >.");
        RuleFor(form => form.FirstName).Name("il nome");
        RuleFor(form => form.LastName)
            .MaximumLength(Registration.NameMaxLength).WithMessage(Phrases.TooLong("Il cognome", Registration.NameMaxLength))
            .Must(BeALine).WithMessage("Scrivi il cognome su una sola riga, senza i simboli < e >.");
        RuleFor(form => form.LastName).Name("il cognome");
        RuleFor(form => form.LastName).NameTogether(form => form.FirstName);
    }

    private static bool BeALine(string? value) => Text.IsSafeLine(Text.CleanLine(value));
}

public sealed record NameCorrected;

public sealed record OwnCertificate(string Token, PublicCertificate Certificate, NameForm Form, bool HasJustSaved);
