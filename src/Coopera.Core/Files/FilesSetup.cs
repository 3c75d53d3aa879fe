using Coopera.Core.Jobs;

namespace Coopera.Core.Files;

/// <summary>The uploads, and the job that looks after them.</summary>
public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<UploadStore>()
        .AddScoped<NamedFiles>()
        .AddJob<SweepFiles>();
}
