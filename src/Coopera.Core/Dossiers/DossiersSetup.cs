namespace Coopera.Core.Dossiers;

public static class DossiersSetup
{
    public static IServiceCollection AddDossiers(this IServiceCollection services) => services.AddScoped<MakeDossier>();
}
