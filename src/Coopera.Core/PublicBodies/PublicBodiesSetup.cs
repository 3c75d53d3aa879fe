namespace Coopera.Core.PublicBodies;

public static class PublicBodiesSetup
{
    public static IServiceCollection AddPublicBodies(this IServiceCollection services) => services
        .AddScoped<PublicBodyDirectory>()
        .AddScoped<BodyChoice>()
        .AddScoped<Ipa.ChangedBodies>()
        .AddScoped<Ipa.ApplyIpa>();
}
