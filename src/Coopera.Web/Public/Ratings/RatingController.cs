using Coopera.Core.Links;
using Coopera.Core.Ratings;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Public.Ratings;

[Route("/valutazione")]
[PrivatePage]
public sealed class RatingController(RateService rate, Receipts receipts, IValidator<RatingForm> validator) : Controller
{
    [HttpPost]
    [Trap]
    [EnableRateLimiting(RateLimitPolicies.LinkRequest)]
    public async Task<IActionResult> Rate(RatingForm form, CancellationToken cancellationToken)
    {
        if (receipts.Read<RatingTicket>(Url.Content(Addresses.Public.Rating), form.Ticket) is not { } ticket)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            return View("Late");
        }

        (await validator.ValidateAsync(form, cancellationToken)).AddToModelState(ModelState);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Form", new RatingQuestion(ticket.Service, form));
        }

        await rate.RunAsync(ticket.Id, ticket.Service, form.Score!.Value, form.Obstacle, cancellationToken);
        return new SeeOther(Url.Action(nameof(Thanks))!);
    }

    [HttpGet("grazie")]
    public ViewResult Thanks() => View();
}
