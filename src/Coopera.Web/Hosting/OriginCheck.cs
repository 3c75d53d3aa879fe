namespace Coopera.Web.Hosting;

/// <summary>
/// Browsers say from which page a form comes (<c>Origin</c>, <c>Sec-Fetch-Site</c>), and no page can make them say otherwise. What comes
/// from another site is refused before it is counted or read: a page elsewhere cannot use up an office's limits.
/// </summary>
public static partial class OriginCheck
{
    public static void UseOriginCheck(this WebApplication app)
    {
        var hosts = app.Services.GetRequiredService<SiteHosts>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (IsSafe(request.Method) || context.IsForErrorPage() || IsFromHere(request, hosts))
            {
                return next(context);
            }

            var id = RequestId.Of(context);
            Log.Refused(app.Logger, id);
            return context.Refuse(Refusal.OtherSite, StatusCodes.Status403Forbidden);
        });
    }

    public static bool IsTold(HttpRequest request) => request.Headers.Origin.Count > 0 || request.Headers["Sec-Fetch-Site"].Count > 0;

    /// <summary>True, too, when nothing tells: see <see cref="FormProof"/>.</summary>
    private static bool IsFromHere(HttpRequest request, SiteHosts hosts)
    {
        var (origin, fetch) = (request.Headers.Origin, request.Headers["Sec-Fetch-Site"]);
        var isOwn = origin.Count == 1 && hosts.IsOwn(request, origin[0] ?? "");
        return fetch.Count switch
        {
            0 => origin.Count == 0 || isOwn,

            // A page that names itself to nobody (Referrer-Policy: no-referrer) sends "null" to its own site, too.
            1 when fetch[0] is "same-origin" or "none" => origin.Count == 0 || isOwn || origin == "null",
            1 when fetch[0] == "same-site" => isOwn,
            _ => false,
        };
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Request {RequestId} was sent by a page of another site: refused")]
        public static partial void Refused(ILogger logger, string requestId);
    }
}
