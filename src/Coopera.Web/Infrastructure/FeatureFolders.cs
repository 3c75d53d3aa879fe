using Microsoft.AspNetCore.Mvc.Razor;

namespace Coopera.Web.Infrastructure;

/// <summary>Views live beside their controllers: <c>Features/{feature}</c>, and <c>Features/Admin/{feature}</c> for the staff area.</summary>
public sealed class FeatureFolders : IViewLocationExpander
{
    public void PopulateValues(ViewLocationExpanderContext context)
    {
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        context.AreaName is null
            ? ["/Features/{1}/{0}.cshtml", "/Features/Shared/{0}.cshtml"]
            : ["/Features/{2}/{1}/{0}.cshtml", "/Features/{2}/Shared/{0}.cshtml", "/Features/Shared/{0}.cshtml"];
}
