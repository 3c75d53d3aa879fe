namespace Coopera.Web.Admin.Registrations;

public static class RegistrationListSetup
{
    public static IServiceCollection AddRegistrationLists(this IServiceCollection services) => services
        .AddScoped<RegistrationExport>();
}
