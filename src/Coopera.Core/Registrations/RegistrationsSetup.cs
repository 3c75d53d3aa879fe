namespace Coopera.Web.Features.Registrations;

/// <summary>What people can do with their registration.</summary>
public static class RegistrationsSetup
{
    public static IServiceCollection AddRegistrationUseCases(this IServiceCollection services) => services
        .AddScoped<ParticipantReader>()
        .AddScoped<SignUp>()
        .AddScoped<ChangeRegistration>()
        .AddScoped<CancelRegistration>()
        .AddScoped<SendLinks>();
}
