using Microsoft.AspNetCore.Mvc.Filters;

namespace Coopera.Web.Hosting;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PrivatePageAttribute : ActionFilterAttribute
{
    /// <summary>
    /// The address goes nowhere, the host of the site to wherever a link leads. With "no-referrer", which is for browsers that do not know
    /// the other, forms of the page would come as if from nowhere (<c>Origin: null</c>).
    /// </summary>
    public const string HostAlone = "no-referrer, strict-origin";

    /// <summary>For pages without a secret in their address: the site itself may know which page somebody came from.</summary>
    public bool NamedWithinTheSite { get; init; }

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        headers["X-Robots-Tag"] = "noindex";
        headers["Referrer-Policy"] = NamedWithinTheSite ? "same-origin" : HostAlone;
    }
}
