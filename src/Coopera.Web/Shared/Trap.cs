using Microsoft.AspNetCore.Mvc.Filters;

namespace Coopera.Web.Shared;

/// <summary>
/// A field that nobody sees (<c>_Trap</c>). Programs fill it in, and now and then a browser's autofill: the form comes back with all that
/// was written and without the field, so that a person gets through, and what is not a person is met by the limits and budgets.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TrapAttribute : ActionFilterAttribute
{
    public const string Field = "Website";

    public const string Sentence =
        "Non abbiamo ancora registrato niente: un campo nascosto del modulo è stato riempito in automatico, forse dal tuo browser. Controlla i "
        + "dati e premi di nuovo il pulsante.";

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (request.HasFormContentType && !string.IsNullOrEmpty(request.Form[Field]))
        {
            context.HttpContext.Items[typeof(TrapAttribute)] = true;
            context.ModelState.AddModelError("", Sentence);
        }
    }

    public static bool WasFilled(HttpContext context) => context.Items.ContainsKey(typeof(TrapAttribute));
}
