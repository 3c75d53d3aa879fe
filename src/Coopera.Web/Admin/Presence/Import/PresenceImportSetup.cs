namespace Coopera.Web.Admin.Presence.Import;

public static class PresenceImportSetup
{
    public static IServiceCollection AddPresenceImports(this IServiceCollection services) => services.AddScoped<PresenceImportReader>();
}
