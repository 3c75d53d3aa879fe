using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Features.Shared;

/// <summary>303: the answer to a POST that was carried out. The browser goes on with a GET, and reloading repeats nothing.</summary>
public sealed class SeeOther(string address) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = address;
    }
}

public static class SeeOtherExtensions
{
    public static SeeOther SeeOther(this Controller controller, string action, object? values = null, string? on = null) =>
        new(controller.Url.Action(action, on, values) ?? throw new InvalidOperationException($"No address leads to {action}."));
}
