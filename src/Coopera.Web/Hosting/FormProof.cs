using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Hosting;

/// <summary>
/// After <see cref="OriginCheck"/>: a form of staff carries its token. A public one has no session to ride, and needs none. When nothing
/// tells which page it comes from (an old browser) it is shown again, filled in, with a ticket; whoever presses once more means it.
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

        if (StaffHost.IsStaffPath(http.Request.Path))
        {
            context.Result = await HasTokenAsync(http) ? null : new AntiforgeryValidationFailedResult();
        }
        else if (!await CanBeReadAsync(http.Request))
        {
            context.Result = new BadRequestResult();
        }
        else if (!OriginCheck.IsTold(http.Request) && !OneClickAttribute.IsMeant(http) && !await tickets.IsGoodAsync(http.Request))
        {
            _ = http.Refuse(Refusal.NothingTellsFromWhere, StatusCodes.Status422UnprocessableEntity);
            context.Result = new StatusCodeResult(StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<bool> CanBeReadAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType && await request.ReadFormAsync(request.HttpContext.RequestAborted) is not null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return false;
        }
    }

    private async Task<bool> HasTokenAsync(HttpContext http)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException unreadable)
        {
            return unreadable.InnerException is BadHttpRequestException tooLarge ? throw tooLarge : false;
        }
    }
}
