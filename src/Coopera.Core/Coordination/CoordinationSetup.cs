using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;

namespace Coopera.Core.Coordination;

/// <summary>What a body can do to join the Coordinamento.</summary>
public static class CoordinationSetup
{
    public static IServiceCollection AddAdhesionUseCases(this IServiceCollection services) => services
        .AddSingleton<AdhesionLinks>()
        .AddScoped<BodyChoice>()
        .AddScoped<AdhesionFinder>()
        .AddScoped<StartAdhesion>()
        .AddScoped<ChangeAdhesion>()
        .AddScoped<SendAdhesionLink>()
        .AddSingleton<SchedaMaker>()
        .AddScoped<SendSignedCopy>()
        .AddJob<RemindAdhesions>()
        .AddScoped<RequestScheda>();
}
