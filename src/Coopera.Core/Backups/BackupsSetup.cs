using Coopera.Core.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Backups;

public static class BackupsSetup
{
    public static IServiceCollection AddBackups(this IServiceCollection services, BackupSettings settings)
    {
        services.AddScoped<MakeBackup>();
        services.AddScoped<RestoreBackup>();
        services.AddScoped<DecideHeldMails>();
        if (settings.Folder is null)
        {
            return services;
        }

        services.AddHealthChecks().AddCheck<BackupHealth>(BackupHealth.Name, failureStatus: HealthStatus.Degraded);
        return services.AddJob<BackUpNightly>();
    }
}
