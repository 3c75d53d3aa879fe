using Coopera.Core;
using Coopera.Core.Files;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Web.Hosting;

/// <summary>The parts of the site, each looked at within <see cref="BoundedCheck.Patience"/>. One that fails makes the node "not ready";
/// what is degraded needs somebody's eyes, but the node serves.</summary>
public static class HealthSetup
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DataFolderCheck>("data-folder").AddCheck<FreeSpaceCheck>("free-space")
            .AddCheck<TemporaryFilesCheck>("temporary-files").AddCheck<AntivirusCheck>("antivirus").AddCheck<MailFolderCheck>("mail-folder");
        return services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations)
            {
                var bounded = new BoundedCheck(check.Factory);
                check.Factory = bounded.In;
            }
        });
    }

    private sealed class DataFolderCheck(Settings settings, UploadStore store) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            DataFolder.Try(settings.Site.DataFolder);
            return Task.FromResult(store.IsTheOneOfTheStart
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "The folder of uploads is not the one of the start."));
        }
    }

    private sealed class TemporaryFilesCheck(Settings settings) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                DataFolder.Try(settings.Site.DataFolder);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return Task.FromResult(HealthCheckResult.Healthy()); // the whole folder is amiss, and told so
            }

            TemporaryFiles.Try(settings.Site);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }

    private sealed class AntivirusCheck(Antivirus antivirus) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            !antivirus.IsOn || await antivirus.AnswersAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded("ClamAV does not answer: files are kept without having been looked into.");
    }

    /// <summary>Degraded while there is still room: people shall hear of it before files are refused.</summary>
    private sealed class FreeSpaceCheck(Settings settings) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(settings.Uploads.IsLow(DataFolder.FreeBytes(settings.Site.DataFolder))
                ? HealthCheckResult.Degraded("Little room is left for files.")
                : HealthCheckResult.Healthy());
    }

    private sealed class MailFolderCheck(Settings settings) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            foreach (var account in new[] { settings.Mail, settings.Pec.Account })
            {
                if (account is { Transport: MailTransportKind.Folder })
                {
                    DataFolder.Try(account.Folder);
                }
            }

            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }
}
