using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace Coopera.Web.Account;

/// <summary>
/// The page on which a form was written before the session ended shows it filled in again: what was kept is laid over the form as the page
/// has it, and nothing is done with it until somebody presses the button.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsUnsentFormAttribute : Attribute, IFilterFactory
{
    /// <summary>In the query: the page as it is stored, without what was kept.</summary>
    public const string AsStored = "com-era";

    public bool IsReusable => false;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) =>
        new Filter(serviceProvider.GetRequiredService<UnsentForms>());

    private sealed class Filter(UnsentForms unsent) : IAsyncActionFilter
    {
        public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
        {
            var done = await next();
            var http = context.HttpContext;
            if (!unsent.IsWaiting(http) || context.Controller is not Controller controller || await unsent.FindAsync(http) is not { } kept)
            {
                return;
            }

            if (HttpMethods.IsPost(http.Request.Method))
            {
                // Sent once more from the page that showed it, and taken.
                if (done.Exception is null && done.Result is not ViewResult && kept.SentTo == http.Request.PathBase + http.Request.Path)
                {
                    await unsent.ForgetAsync(http);
                }
            }
            else if (done.Result is ViewResult { Model: { } page } && IsPageOf(kept, http.Request)
                && !http.Request.Query.ContainsKey(AsStored))
            {
                await FillInAsync(controller, page, kept);
            }
        }

        // A part of a page is sent to an address below it, and after an error that is where the browser stands.
        private static bool IsPageOf(KeptForm kept, HttpRequest request)
        {
            string here = request.PathBase + request.Path;
            var page = kept.Page.Split('?')[0];
            return page == here || page[..Math.Max(page.LastIndexOf('/'), 0)] == here;
        }

        private static async Task FillInAsync(Controller controller, object page, KeptForm kept)
        {
            var fields = kept.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value));
            var values = new FormValueProvider(BindingSource.Form, new FormCollection(fields), RomeTime.Italian);
            var isShown = false;
            foreach (var (form, prefix) in FormsOf(page))
            {
                if (prefix.Length == 0 || kept.Fields.Keys.Any(key => key.StartsWith(prefix + ".", StringComparison.OrdinalIgnoreCase)))
                {
                    await controller.TryUpdateModelAsync(form, form.GetType(), prefix, values, _ => true);
                    isShown = true;
                }
            }

            // Of a page with many forms, the part in which this one stands is shown open, as after an error.
            if (page.GetType().GetProperty("Open") is { CanWrite: true } open && open.PropertyType == typeof(string))
            {
                open.SetValue(page, kept.Action);
            }

            foreach (var entry in controller.ModelState.Values)
            {
                entry.Errors.Clear(); // it is looked at when it is sent
                entry.ValidationState = ModelValidationState.Valid;
            }

            controller.ViewData[AskBeforeLeavingTagHelper.Unsent] = isShown;
        }

        /// <summary>The model of a page is a form, or has some.</summary>
        private static IEnumerable<(object Form, string Prefix)> FormsOf(object page)
        {
            if (IsForm(page))
            {
                yield return (page, "");
                yield break;
            }

            foreach (var property in page.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
            {
                if (IsForm(property.PropertyType) && property.GetValue(page) is { } form)
                {
                    yield return (form, property.Name);
                }
            }
        }

        private static bool IsForm(object model) => IsForm(model.GetType());

        private static bool IsForm(Type type) => type.Name.EndsWith("Form", StringComparison.Ordinal);
    }
}
