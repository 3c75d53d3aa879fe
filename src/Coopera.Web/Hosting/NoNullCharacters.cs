using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace Coopera.Web.Hosting;

/// <summary>
/// Nobody types the character with the number zero, and databases do not keep it: PostgreSQL refuses the row, SQLite cuts the text. A file
/// with such a purpose would leave the site without its line in the register of what staff did. So what holds one is refused at the door.
/// </summary>
public sealed class NoNullCharacters : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!http.IsForErrorPage() && (HaveOne(http.Request.Query) || (http.Request.HasFormContentType && HaveOne(
            await http.Request.ReadFormAsync(http.RequestAborted)))))
        {
            context.Result = new BadRequestResult();
            return;
        }

        await next();
    }

    private static bool HaveOne(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        pairs.Any(pair => pair.Key.Contains('\0', StringComparison.Ordinal) || pair.Value.Any(
            value => value?.Contains('\0', StringComparison.Ordinal) == true));
}
