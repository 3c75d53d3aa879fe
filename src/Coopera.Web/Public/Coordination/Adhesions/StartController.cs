using Coopera.Core.Coordination;
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
    StartAdhesion start, BodyChoice bodies, IValidator<StartForm> validator) : Controller
{
    [HttpGet]
    public async Task<ViewResult> Start([FromQuery(Name = "ente")] string? bodyCode) =>
        View(await bodies.FindAsync(bodyCode) is { } body
            ? new StartForm { PublicBodyCode = body.Code, BodyName = body.FullName }
            : new StartForm());

    [HttpPost]
    [Trap]
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

        var email = EmailAddress.Parse(form.Email!);
        await start.RunAsync(body.Code, email, await this.SentContentIdAsync(), cancellationToken: cancellationToken);
        return ToLinkSent(this, email, body);
    }

    /// <summary>The same for whatever happened: what is true of the body is in the mail alone.</summary>
    [HttpGet("link-inviato")]
    public ViewResult LinkSent() => View(this.Receipt<AskedToStart>());

    internal static SeeOther ToLinkSent(Controller controller, EmailAddress email, PublicBodyEntry body) =>
        controller.SeeOther(new AskedToStart(email.Display, body.FullName), nameof(LinkSent), on: "Start");
}

/// <summary>What they wrote themselves.</summary>
public sealed record AskedToStart(string Email, string BodyName);
