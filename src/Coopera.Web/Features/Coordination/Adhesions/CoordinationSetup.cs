using Coopera.Web.Features.Coordination.SchedaRequests;
using Coopera.Web.Features.PublicBodies;
using Coopera.Web.Infrastructure;
using Coopera.Web.Jobs;

namespace Coopera.Web.Features.Coordination.Adhesions;

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
