using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Coopera.Web.Hosting;

public sealed class FeatureFolders : IViewLocationExpander
{
    private const string Root = "Coopera.Web.";
    private const string Key = "feature";

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Key] =
            (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace is { } name
            && name.StartsWith(Root, StringComparison.Ordinal)
                ? name[Root.Length..].Replace('.', '/')
                : "Shared";

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        [$"/{context.Values[Key]}/{{0}}.cshtml", "/Shared/{0}.cshtml"];
}
