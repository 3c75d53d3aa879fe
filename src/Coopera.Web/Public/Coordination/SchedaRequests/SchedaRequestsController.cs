using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Coordination.SchedaRequests;

[Route("/coordinamento/richiesta-scheda")]
public sealed class SchedaRequestsController(RequestScheda request, BodyChoice bodies, IValidator<SchedaRequestForm> validator) : Controller
{
    [HttpGet]
    [PublicPage(PublicThings.PublicBodies)]
    public async Task<ViewResult> Form([FromQuery(Name = "ente")] string? bodyCode) =>
        View(await bodies.FindAsync(bodyCode) is { } body
            ? new SchedaRequestForm { PublicBodyCode = body.Code, BodyName = body.FullName }
            : new SchedaRequestForm());

    [HttpPost]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Form(SchedaRequestForm form, CancellationToken cancellationToken)
    {
        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        var body = await FindBodyAsync(form);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(form);
        }

        var email = EmailAddress.Parse(form.Email!);
        var written = Text.CleanLine(form.BodyName);
        await request.RunAsync(
            email, body?.Code, written.Length > 0 ? written : null, await this.SentContentIdAsync(), cancellationToken);
        var receipt = new SchedaRequestReceipt(email.Display, body?.Code, body?.FullName ?? (written.Length > 0 ? written : null));
        return this.SeeOther(receipt, nameof(Sent));
    }

    [HttpGet("inviata")]
    [PrivatePage]
    public ViewResult Sent() => View(this.Receipt<SchedaRequestReceipt>());

    private async Task<PublicBodyEntry?> FindBodyAsync(SchedaRequestForm form)
    {
        if (form.PublicBodyCode == SchedaRequestForm.NotInRegister
            || (string.IsNullOrEmpty(form.PublicBodyCode) && Text.CleanLine(form.BodyName).Length == 0))
        {
            return null;
        }

        var choice = await bodies.ChooseAsync(form.PublicBodyCode, form.BodyName);
        form.BodyMatches = choice.Matches;
        if (choice.Matches.Count > 0)
        {
            ModelState.AddModelError(nameof(form.PublicBodyCode), choice.Problem!);
        }
        else if (choice.Body is null && !string.IsNullOrEmpty(form.PublicBodyCode))
        {
            ModelState.AddModelError(nameof(form.BodyName), choice.Problem!);
        }

        return choice.Body;
    }
}

public sealed record SchedaRequestReceipt(string Email, string? BodyCode, string? BodyName);
