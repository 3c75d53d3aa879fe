using Coopera.Core.Jobs;
using Coopera.Core.Links;

namespace Coopera.Core.Files;

/// <summary>The uploads, and the job that looks after them.</summary>
public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<UploadStore>()
        .AddScoped<NamedFiles>()
        .AddJob<SweepFiles>();
}
