using Coopera.Web.Admin.Registrations.Import;

namespace Coopera.Web.Admin.Registrations;

public static class RegistrationListSetup
{
    public static IServiceCollection AddRegistrationLists(this IServiceCollection services) => services
        .AddScoped<RegistrationExport>()
        .AddScoped<ImportReader>();
}
