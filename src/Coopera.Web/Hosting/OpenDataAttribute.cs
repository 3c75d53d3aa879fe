using Microsoft.AspNetCore.Mvc.Filters;

namespace Coopera.Web.Hosting;

/// <summary>The same for everybody, and made to be taken elsewhere: scripts of any site may read it, without cookies.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenDataAttribute : ActionFilterAttribute
{
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Link";
    }
}
