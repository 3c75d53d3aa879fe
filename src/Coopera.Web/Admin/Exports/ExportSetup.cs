namespace Coopera.Web.Admin.Exports;

public static class ExportSetup
{
    public static IServiceCollection AddListExports(this IServiceCollection services) => services
        .AddScoped<ListExport>()
        .AddScoped<LastExport>();
}
