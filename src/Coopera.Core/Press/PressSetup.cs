namespace Coopera.Core.Press;

public static class PressSetup
{
    public static IServiceCollection AddPress(this IServiceCollection services) => services
        .AddScoped<ChangedPressRelease>()
        .AddScoped<ChangePressRelease>();
}
