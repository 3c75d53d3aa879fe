using Coopera.Core.Coordination;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Coordination.Adhesions;

[Route("/coordinamento/adesione/{token}")]
[PrivatePage]
public sealed class StepsController(
    AdhesionFinder finder,
    ChangeAdhesion change,
    SendAdhesionLink sendLink,
    IValidator<BodyForm> bodies,
    IValidator<PeopleForm> people,
    IValidator<NetworkForm> networks) : Controller
{
    [HttpGet("ente")]
    public Task<IActionResult> Body(string token) => ShowAsync(token, nameof(Body), BodyForm.Of);

    [HttpPost("ente")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public Task<IActionResult> Body(string token, BodyForm form, CancellationToken cancellationToken) => SaveAsync(
        token,
        nameof(Body),
        form,
        bodies,
        (adhesion, body, now) =>
            adhesion.ChangeBody(body, EmailAddress.Parse(form.Email!), EmailAddress.ParseOrNone(form.Pec), Actor.Body, now),
        nameof(People),
        cancellationToken,
        found =>
        {
            if (EmailAddress.TryParse(form.Email, out var email) && email != found.Adhesion.Email)
            {
                ModelState.AddModelError(nameof(form.Email), AdhesionPhrases.FollowerStays(found.Adhesion.Email));
            }
        });

    [HttpGet("persone")]
    public Task<IActionResult> People(string token) => ShowAsync(token, nameof(People), PeopleForm.Of);

    [HttpPost("persone")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public Task<IActionResult> People(string token, PeopleForm form, CancellationToken cancellationToken) => SaveAsync(
        token,
        nameof(People),
        form,
        people,
        (adhesion, body, now) => adhesion.TellPeople(body, form.Representative(), form.Political(), form.Technical(), Actor.Body, now),
        nameof(Network),
        cancellationToken);

    [HttpGet("rete-sai")]
    public Task<IActionResult> Network(string token) => ShowAsync(token, nameof(Network), NetworkForm.Of);

    [HttpPost("rete-sai")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public Task<IActionResult> Network(string token, NetworkForm form, CancellationToken cancellationToken) => SaveAsync(
        token,
        nameof(Network),
        form,
        networks,
        (adhesion, _, now) => adhesion.TellNetworkAndAct(form.Network(), form.Act(), Actor.Body, now),
        nameof(Summary),
        cancellationToken);

    [HttpGet("riepilogo")]
    public async Task<IActionResult> Summary(string token) =>
        await finder.FindAsync(token) is not { } found ? await InvalidLinkAsync(token)
        : found.Adhesion is { IsProven: true, CanBeEdited: true } ? View(found)
        : ToStatus(token);

    private async Task<IActionResult> ShowAsync<TForm>(string token, string step, Func<Adhesion, TForm> formOf)
        where TForm : StepForm =>
        await finder.FindAsync(token) is not { } found ? await InvalidLinkAsync(token)
        : found.Adhesion is { IsProven: true, CanBeEdited: true } ? View(step, new StepPage<TForm>(found, formOf(found.Adhesion)))
        : ToStatus(token);

    private async Task<IActionResult> SaveAsync<TForm>(
        string token,
        string step,
        TForm form,
        IValidator<TForm> validator,
        Action<Adhesion, PublicBody, DateTimeOffset> verb,
        string next,
        CancellationToken cancellationToken,
        Action<FoundAdhesion>? check = null)
        where TForm : StepForm
    {
        if (await finder.FindAsync(token) is not { } found)
        {
            return await InvalidLinkAsync(token);
        }

        check?.Invoke(found);
        (await validator.ValidateAsync(
            form,
            options =>
            {
                options.IncludeRulesNotInRuleSet();
                if (!form.Later)
                {
                    options.IncludeRuleSets(StepRules.Complete);
                }
            },
            cancellationToken)).AddToModelState(ModelState);
        if (!ModelState.IsValid)
        {
            return Again(found, step, form, form.Revision);
        }

        var sent = await this.SentContentIdAsync();
        var outcome = await change.RunAsync(
            found.Adhesion.Id,
            form.Revision,
            (_, adhesion, body, now) =>
            {
                verb(adhesion, body, now);
                return Task.CompletedTask;
            },
            form: sent,
            cancellationToken: cancellationToken);
        switch (outcome)
        {
            case ChangeAdhesionOutcome.ChangedWhileWriting:
                ModelState.AddModelError(
                    "",
                    "Nel frattempo la scheda è stata modificata in un’altra finestra o da un’altra persona. Qui sotto c’è quello che hai "
                    + "scritto tu: controlla e salva di nuovo per tenerlo.");
                return Again(found, step, form, (await finder.FindAsync(token))!.Adhesion.Revision);
            case ChangeAdhesionOutcome.Done when form.Later:
                await sendLink.RunAsync(found.Adhesion.Id, cancellationToken);
                return this.SeeOther(
                    new AdhesionReceipt(AdhesionDeed.SavedForLater), nameof(StatusController.Status), new { token }, on: "Status");
            case ChangeAdhesionOutcome.Done:
                return this.SeeOther(next, new { token });
            default:
                return ToStatus(token);
        }
    }

    private ViewResult Again<TForm>(FoundAdhesion found, string step, TForm form, long revision)
        where TForm : StepForm
    {
        form.Revision = revision;
        ModelState.Remove(nameof(form.Revision));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(step, new StepPage<TForm>(found, form));
    }

    private SeeOther ToStatus(string token) => this.SeeOther(nameof(StatusController.Status), new { token }, on: "Status");

    private Task<IActionResult> InvalidLinkAsync(string token) => this.DeadLinkAsync(finder, token);
}

public sealed record StepPage<TForm>(FoundAdhesion Found, TForm Form)
    where TForm : StepForm;
