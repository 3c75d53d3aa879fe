namespace Coopera.Core.Ratings;

public static class RatingsSetup
{
    public static IServiceCollection AddRatings(this IServiceCollection services) => services.AddScoped<RateService>();
}
