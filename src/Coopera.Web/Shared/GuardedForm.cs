using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Coopera.Web.Shared;

/// <param name="Rendering">Of the form that was sent: the same one sent twice has the same.</param>
public sealed record FormGuard(Guid Rendering, bool IsBot);

[AttributeUsage(AttributeTargets.Method)]
public sealed class GuardedFormAttribute : ActionFilterAttribute
{
    public const string TrapField = "Website";

    public const string StampField = "Stamp";

    /// <summary>
    /// The action that a bot is led to, and nothing is done; without it the action asks <see cref="FormGuards.FormGuard"/>.
    /// </summary>
    public string? BotsSee { get; init; }

    public string? Of { get; init; }

    public string? Stale { get; init; }

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        var http = context.HttpContext;
        var form = http.Request.HasFormContentType ? http.Request.Form : FormCollection.Empty;
        var verdict = http.RequestServices.GetRequiredService<FormStamps>().Judge(form[StampField], out var stamp);
        var guard = new FormGuard(stamp.Id, verdict == FormStamps.Verdict.Bot || !string.IsNullOrEmpty(form[TrapField]));
        http.Features.Set(guard);
        if (guard.IsBot && BotsSee is not null)
        {
            context.Result = ((Controller)context.Controller).SeeOther(BotsSee, on: Of);
        }
        else if (verdict == FormStamps.Verdict.Stale && Stale is not null)
        {
            context.ModelState.AddModelError("", Stale);
        }
    }
}

public static class FormGuards
{
    public static FormGuard FormGuard(this Controller controller) =>
        controller.HttpContext.Features.Get<FormGuard>()
        ?? throw new InvalidOperationException($"The action has no [{nameof(GuardedFormAttribute)}].");
}
