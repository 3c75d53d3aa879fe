namespace Coopera.Core.Texts;

public static class TextsSetup
{
    public static IServiceCollection AddSiteTexts(this IServiceCollection services) => services
        .AddScoped<ChangedSiteText>()
        .AddScoped<ChangeSiteText>();
}
