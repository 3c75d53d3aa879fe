using Coopera.Core.Jobs;

namespace Coopera.Core.Files;

public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<UploadStore>()
        .AddSingleton<Antivirus>()
        .AddScoped<NamedFiles>()
        .AddJob<SweepFiles>();
}
