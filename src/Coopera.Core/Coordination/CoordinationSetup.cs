using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;

namespace Coopera.Core.Coordination;

/// <summary>What a body can do to join the Coordinamento.</summary>
public static class CoordinationSetup
{
    public static IServiceCollection AddAdhesionUseCases(this IServiceCollection services) => services
        .AddSingleton<AdhesionLinks>()
        .AddSingleton<UploadStore>()
        .AddScoped<BodyChoice>()
        .AddScoped<AdhesionFinder>()
        .AddScoped<StartAdhesion>()
        .AddScoped<ChangeAdhesion>()
        .AddScoped<SendAdhesionLink>()
        .AddSingleton<SchedaMaker>()
        .AddScoped<SendSignedCopy>()
        .AddScoped<RemindAdhesions>()
        .AddScoped<RequestScheda>();

    /// <summary>Only where the worker runs.</summary>
    public static IServiceCollection AddAdhesionJobs(this IServiceCollection services, Settings settings) =>
        settings.WorkerEnabled ? services.AddHostedService<AdhesionReminderJob>() : services;
}
