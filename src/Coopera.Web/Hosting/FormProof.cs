using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Hosting;

/// <summary>
/// After <see cref="OriginCheck"/>: a form of staff carries its token. A public one whose token is missing (an old browser, cookies that
/// are blocked) is shown again, filled in, with a ticket in the token's place; whoever presses once more means it.
/// </summary>
public sealed class FormProof(IAntiforgery antiforgery, FormTickets tickets) : IAsyncAuthorizationFilter, IAntiforgeryPolicy
{
    /// <summary>After <see cref="TakesUploadAttribute"/>, which says how the form is read.</summary>
    public const int Order = 1000;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!context.IsEffectivePolicy<IAntiforgeryPolicy>(this) || HttpMethods.IsGet(http.Request.Method))
        {
            return;
        }

        var proof = await LookAsync(http.Request);
        if (proof == Proof.Missing)
        {
            _ = http.Refuse(Refusal.NothingTellsFromWhere, StatusCodes.Status400BadRequest);
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
        }
        else if (proof == Proof.Wrong)
        {
            context.Result = new AntiforgeryValidationFailedResult();
        }
    }

    private async Task<Proof> LookAsync(HttpRequest request)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(request.HttpContext) ? Proof.Good
                : StaffHost.IsStaffPath(request.Path) || !request.HasFormContentType ? Proof.Wrong
                : await tickets.IsGoodAsync(request) ? Proof.Good
                : Proof.Missing;
        }
        catch (AntiforgeryValidationException unreadable)
        {
            return unreadable.InnerException is BadHttpRequestException tooLarge ? throw tooLarge : Proof.Wrong;
        }
    }

    private enum Proof
    {
        Good,
        Missing,
        Wrong,
    }
}
