namespace Coopera.Core.Registrations;

/// <summary>What people can do with their registration.</summary>
public static class RegistrationsSetup
{
    public static IServiceCollection AddRegistrationUseCases(this IServiceCollection services) => services
        .AddScoped<SignUp>()
        .AddScoped<ChangeRegistration>()
        .AddScoped<CancelRegistration>()
        .AddScoped<SendLinks>();
}
