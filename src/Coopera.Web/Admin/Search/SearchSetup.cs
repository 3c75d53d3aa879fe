namespace Coopera.Web.Admin.Search;

public static class SearchSetup
{
    public static IServiceCollection AddSearchEverywhere(this IServiceCollection services) => services
        .AddScoped<EverythingSearch>();
}
