namespace Coopera.Web.Admin.Search;

public static class SearchSetup
{
    public static IServiceCollection AddSearchEverywhere(this IServiceCollection services) => services
        .AddSingleton(new SearchWindow(SearchWindow.Usual))
        .AddScoped<EverythingSearch>();
}
