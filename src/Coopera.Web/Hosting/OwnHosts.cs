using System.Runtime.CompilerServices;

namespace Coopera.Web.Hosting;

/// <summary>Other names that somebody lets point here, or makes up in a header, are not the site's.</summary>
public static partial class OwnHosts
{
    public static void UseOwnHosts(this WebApplication app)
    {
        var hosts = app.Services.GetRequiredService<SiteHosts>();
        var told = new StrongBox<int>();
        app.Use((context, next) =>
        {
            // Whoever asks how the node is does it by its address.
            if (hosts.Answers(context.Request.Host) || context.IsForErrorPage()
                || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
            {
                return next(context);
            }

            if (Interlocked.Exchange(ref told.Value, 1) == 0)
            {
                Log.Refused(app.Logger, context.Request.Host.Value ?? "");
            }

            return context.Refuse(Refusal.OtherHost, StatusCodes.Status400BadRequest);
        });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A request for host \"{Host}\" was refused: the site answers for those in "
            + "Site:BaseUrl and Site:StaffHost. If a proxy asks by this name, let it pass the Host header on, or add the name to "
            + "AllowedHosts. Said once")]
        public static partial void Refused(ILogger logger, string host);
    }
}
