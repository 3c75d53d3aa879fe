using Coopera.Core.Links;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Shared;

internal static class Moved
{
    public static RedirectResult MovedTo(this Controller controller, string folder, string oldSlug, string slug)
    {
        var request = controller.Request;
        var rest = request.Path.Value![$"{Addresses.Path(folder)}/{oldSlug}".Length..];
        return new RedirectResult(
            $"{request.PathBase}{Addresses.Path(folder)}/{slug}{rest}{request.QueryString}",
            permanent: true, preserveMethod: !HttpMethods.IsGet(request.Method));
    }
}
