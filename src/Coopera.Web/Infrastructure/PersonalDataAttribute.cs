using Microsoft.AspNetCore.Mvc.Filters;

namespace Coopera.Web.Infrastructure;

/// <summary>Pages with somebody's data or secret address: kept by no cache, indexed by no engine, named to no other site.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PersonalDataAttribute : ResultFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
