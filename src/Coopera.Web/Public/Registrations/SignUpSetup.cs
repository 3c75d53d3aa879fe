namespace Coopera.Web.Public.Registrations;

public static class SignUpSetup
{
    public static IServiceCollection AddSignUpForms(this IServiceCollection services) => services
        .AddScoped<ParticipantReader>()
        .AddScoped<TogetherReader>()
        .AddSingleton<SignUpProofCookie>();
}
