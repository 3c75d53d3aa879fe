using Coopera.Core.Coordination;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Coordination.Adhesions;

[Route("/coordinamento/adesione")]
[PrivatePage]
public sealed class StartController(
    StartAdhesion start, SendAdhesionLink sendLink, BodyChoice bodies, AdhesionLinks links, IValidator<StartForm> validator) : Controller
{
    [HttpGet]
    public async Task<ViewResult> Start([FromQuery(Name = "ente")] string? bodyCode) =>
        View(await bodies.FindAsync(bodyCode) is { } body
            ? new StartForm { PublicBodyCode = body.Code, BodyName = body.FullName }
            : new StartForm());

    [HttpPost]
    [GuardedForm(BotsSee = nameof(LinkSent), Stale = "La pagina è rimasta aperta a lungo: controlla i dati e conferma di nuovo.")]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Start(StartForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        var choice = await bodies.ChooseAsync(form.PublicBodyCode, form.BodyName);
        form.BodyMatches = choice.Matches;
        if (choice.Problem is { } problem && ModelState[nameof(form.BodyName)]?.Errors.Count is null or 0)
        {
            ModelState.AddModelError(choice.Matches.Count > 0 ? nameof(form.PublicBodyCode) : nameof(form.BodyName), problem);
        }

        if (!ModelState.IsValid || choice.Body is not { } body)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        var result = await start.RunAsync(
            body.Code, EmailAddress.Parse(form.Email!), await this.SentFormIdAsync(), cancellationToken: cancellationToken);
        return result.AdhesionId is { } id
            ? this.SeeOther(
                nameof(StepsController.Body), new { token = links.Token(new PersonalLink(id, result.LinkVersion)) }, on: "Steps")
            : View("Taken", new TakenBody(body, result.Outcome));
    }

    [HttpPost("link")]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> SendLink(string? publicBodyCode, CancellationToken cancellationToken)
    {
        if (await bodies.FindAsync(publicBodyCode) is { } body)
        {
            await sendLink.RunAsync(body.Code, cancellationToken);
        }

        return this.SeeOther(nameof(LinkSent));
    }

    [HttpGet("link-inviato")]
    public ViewResult LinkSent() => View();
}

public sealed record TakenBody(PublicBodyEntry Body, StartOutcome Outcome);
