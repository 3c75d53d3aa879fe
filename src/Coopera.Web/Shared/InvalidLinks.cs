using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Shared;

public static class InvalidLinks
{
    /// <summary>The view beside the controller's own that says what to do with a link that opens nothing.</summary>
    public static ViewResult InvalidLink(this Controller controller)
    {
        controller.Response.StatusCode = StatusCodes.Status404NotFound;
        return controller.View("InvalidLink");
    }
}
