using Coopera.Core.Links;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Account.Safeguards;

public sealed class StaffRefusals : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var failed = authorizeResult.AuthorizationFailure?.FailedRequirements.ToList() ?? [];
        if (!authorizeResult.Forbidden
            || failed.Count == 0
            || failed.Exists(r => r is not (SecondFactorRequirement or RecentSignInRequirement)))
        {
            await _usual.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        var request = context.Request;
        context.Response.StatusCode = IsRead(request) ? StatusCodes.Status302Found : StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = failed.Exists(r => r is SecondFactorRequirement)
            ? request.PathBase + Addresses.Path(Addresses.Profile.Page)
            : QueryHelpers.AddQueryString(request.PathBase + Addresses.Path(Addresses.Account.Confirm), await WayBackAsync(request));
    }

    /// <summary>
    /// A page is opened again. What was being sent is not sent again, and a file would leave the browser on the page of the question: from
    /// both one goes back to the page one came from, where what was written is shown once more, and chooses again.
    /// </summary>
    private static async Task<Dictionary<string, string?>> WayBackAsync(HttpRequest request)
    {
        var here = $"{request.PathBase}{request.Path}{request.QueryString}";
        if (IsRead(request) && !Path.HasExtension(request.Path))
        {
            return new() { ["ritorno"] = here };
        }

        if (!IsRead(request)
            && await request.HttpContext.RequestServices.GetRequiredService<UnsentForms>().KeepAsync(request.HttpContext) is { } page)
        {
            return new() { ["ritorno"] = page, ["daRifare"] = "true" };
        }

        var before = UnsentForms.PageBefore(request);
        return new()
        {
            ["ritorno"] = before ?? (IsRead(request) ? here : null),
            ["daRifare"] = before is null && IsRead(request) ? null : "true",
        };
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
