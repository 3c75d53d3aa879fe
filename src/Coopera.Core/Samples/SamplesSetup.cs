namespace Coopera.Core.Samples;

public static class SamplesSetup
{
    public static IServiceCollection AddSamples(this IServiceCollection services) => services.AddScoped<PlantSamples>();

    public static async Task PlantSamplesAsync(this IServiceProvider services, Settings settings)
    {
        if (settings.DemoEnabled)
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<PlantSamples>().RunAsync();
        }
    }
}
