using Coopera.Core.Jobs;

namespace Coopera.Core.Files;

public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<UploadStore>()
        .AddSingleton<Antivirus>()
        .AddScoped<NamedFiles>()
        .AddScoped<SharedUploads>()
        .AddJob<SweepFiles>();

    public static async Task CheckUploadFolderAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SharedUploads>().CheckAsync();
    }
}
