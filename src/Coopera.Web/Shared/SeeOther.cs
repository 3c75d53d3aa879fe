using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Shared;

/// <summary>303: the answer to a POST that was carried out. The browser goes on with a GET, and reloading repeats nothing.</summary>
public sealed class SeeOther(string address) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = Plain(address);
    }

    /// <summary>Part of an address may come from a form; a header takes printable ASCII alone.</summary>
    private static string Plain(string address) =>
        string.Concat(address.EnumerateRunes().Select(rune => rune.Value is > ' ' and < 0x7F ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}

public static class SeeOtherExtensions
{
    public static SeeOther SeeOther(this Controller controller, string action, object? values = null, string? on = null) =>
        new(controller.Url.Action(action, on, values) ?? throw new InvalidOperationException($"No address leads to {action}."));
}
