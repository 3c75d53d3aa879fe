using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Shared;

public sealed class SeeOther(string address) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = Plain(address);
    }

    private static string Plain(string address) =>
        string.Concat(address.EnumerateRunes().Select(
            rune => rune.Value is > ' ' and < 0x7F ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}

public static class SeeOtherExtensions
{
    public static SeeOther SeeOther(this Controller controller, string action, object? values = null, string? on = null) =>
        new(controller.Url.Action(action, on, values) ?? throw new InvalidOperationException($"No address leads to {action}."));
}
