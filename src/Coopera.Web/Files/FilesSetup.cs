using Coopera.Web.Infrastructure;
using Coopera.Web.Jobs;

namespace Coopera.Web.Files;

/// <summary>The uploads, and the job that looks after them.</summary>
public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<UploadStore>()
        .AddScoped<NamedFiles>()
        .AddJob<SweepFiles>();
}
