using Coopera.Core.Coordination;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Public.Coordination.Adhesions;

internal static class DeadLinks
{
    public static async Task<IActionResult> DeadLinkAsync(this Controller controller, AdhesionFinder finder, string token)
    {
        controller.Response.StatusCode = StatusCodes.Status404NotFound;
        return controller.View("InvalidLink", await finder.IsForgottenAsync(token));
    }
}
