using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Coopera.Web.Infrastructure;

/// <summary>Whatever answers GET answers HEAD: link checkers, previews and monitors ask that way. The server leaves the body out.</summary>
public sealed class HeadLikeGet : IActionModelConvention
{
    private static readonly string[] Both = [HttpMethods.Get, HttpMethods.Head];

    public void Apply(ActionModel action)
    {
        foreach (var selector in action.Selectors)
        {
            Replace(selector.ActionConstraints, constraint => constraint is HttpMethodActionConstraint only && IsGet(only.HttpMethods), new HttpMethodActionConstraint(Both));
            Replace(selector.EndpointMetadata, metadata => metadata is IHttpMethodMetadata only && IsGet(only.HttpMethods), new HttpMethodMetadata(Both));
        }
    }

    private static bool IsGet(IEnumerable<string> methods) => methods.SequenceEqual([HttpMethods.Get]);

    private static void Replace<T>(IList<T> list, Func<T, bool> wanted, T other)
    {
        for (var i = 0; i < list.Count; i++)
        {
            list[i] = wanted(list[i]) ? other : list[i];
        }
    }
}
