namespace Coopera.Web.Admin.SavedFilters;

public static class SavedFiltersSetup
{
    public static IServiceCollection AddSavedFilters(this IServiceCollection services) => services
        .AddScoped<FilterShelves>();
}
