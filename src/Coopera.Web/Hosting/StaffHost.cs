using Coopera.Core;
using Coopera.Core.Links;

namespace Coopera.Web.Hosting;

/// <summary>
/// With <c>Site:StaffHost</c> Gestione answers there alone, out of reach of scripts that run beside the public pages. Who opens a public
/// page there is led to the public address.
/// </summary>
public static class StaffHost
{
    private static readonly PathString Staff = Addresses.Path(Addresses.Admin.Home);

    // What pages of Gestione are made of, and what is asked of every host.
    private static readonly PathString[] OnBoth =
    [
        "/dist", "/health", "/errore", Addresses.Path(Addresses.Public.PublicBodies), Addresses.Path(Addresses.Public.Robots),
        Addresses.Path(Addresses.Public.SecurityText),
    ];

    public static bool IsStaffPath(PathString path) => path.StartsWithSegments(Staff, StringComparison.OrdinalIgnoreCase);

    public static void UseStaffHost(this WebApplication app, SiteSettings site)
    {
        if (site.StaffUrl is null)
        {
            return;
        }

        var hosts = app.Services.GetRequiredService<SiteHosts>();
        var addresses = app.Services.GetRequiredService<SiteAddresses>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            var (isStaffHost, isStaffPath) = (hosts.IsStaff(request.Host), IsStaffPath(request.Path));
            if (isStaffHost == isStaffPath || context.IsForErrorPage()
                || OnBoth.Any(both => request.Path.StartsWithSegments(both, StringComparison.OrdinalIgnoreCase)))
            {
                return next(context);
            }

            if (isStaffPath || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            context.Response.Redirect(request.Path.Value is "" or "/" or null
                ? request.PathBase + Staff
                : addresses.Base + request.Path.ToUriComponent() + request.QueryString.ToUriComponent());
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
    }
}
