namespace Coopera.Web.Hosting;

public static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    /// <summary>Of a file that the browser's own reader draws: it may load nothing, and only our pages may show it.</summary>
    private const string ShownFile = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly object AllowedStyle = new();
    private static readonly object OwnFrames = new();
    private static readonly object ShownInOwnFrames = new();
    private static readonly object LeadsElsewhere = new();

    /// <summary>A year. Of this host alone: what else lives below its name is not ours to decide.</summary>
    private const string ComeBackEncrypted = "max-age=31536000";

    private const string FontLife = "public, max-age=2592000";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = PolicyOf(context);
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "same-origin");
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = ComeBackEncrypted;
            }

            if (context.Request.Path.StartsWithSegments("/dist/fonts", StringComparison.OrdinalIgnoreCase))
            {
                headers.CacheControl = FontLife; // named by the style sheet without a fingerprint
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>
    /// This answer shows a document in a frame, whose one style element has this hash: that one is allowed, and no other.
    /// </summary>
    public static void AllowStyle(this HttpContext context, string sha256) => context.Items[AllowedStyle] = sha256;

    /// <summary>
    /// A form of this page is answered with the way to another site, and browsers follow only where the page's policy lets forms lead.
    /// Which site is known when the form is sent; from there on it may lead to others.
    /// </summary>
    public static void AllowFormsElsewhere(this HttpContext context) => context.Items[LeadsElsewhere] = true;

    /// <summary>This page shows a file of the site in a frame.</summary>
    public static void AllowOwnFrames(this HttpContext context) => context.Items[OwnFrames] = true;

    /// <summary>This answer is such a file; for every other one frames stay closed.</summary>
    public static void IsShownInOwnFrames(this HttpContext context) => context.Items[ShownInOwnFrames] = true;

    private static string PolicyOf(HttpContext context) =>
        context.Items.ContainsKey(ShownInOwnFrames) ? ShownFile
        : context.Items[AllowedStyle] is string hash
            ? ContentSecurityPolicy.Replace("style-src 'self'", $"style-src 'self' 'sha256-{hash}'", StringComparison.Ordinal)
        : context.Items.ContainsKey(LeadsElsewhere)
            ? ContentSecurityPolicy.Replace("form-action 'self'", "form-action 'self' https:", StringComparison.Ordinal)
        : context.Items.ContainsKey(OwnFrames) ? $"{ContentSecurityPolicy}; frame-src 'self'"
        : ContentSecurityPolicy;
}
