using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Jobs;

public static class JobsSetup
{
    public static IServiceCollection AddJobRunner(this IServiceCollection services, bool workerEnabled)
    {
        services.AddSingleton<JobSchedule>();
        services.AddSingleton<JobLeases>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobStates>();
        services.AddHealthChecks()
            .AddCheck<JobsHealth>(JobsHealth.Name, failureStatus: HealthStatus.Degraded);
        if (workerEnabled)
        {
            services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        }

        return services;
    }

    public static IServiceCollection AddJob<TJob>(this IServiceCollection services)
        where TJob : class, IJob => services
        .AddScoped<TJob>()
        .AddScoped<IJob>(provider => provider.GetRequiredService<TJob>());
}
