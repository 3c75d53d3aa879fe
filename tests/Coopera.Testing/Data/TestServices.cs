using Coopera.Core;
using Coopera.Core.Links;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Data;

/// <summary>The core as the program registers it, without the web.</summary>
public static class TestServices
{
    public static ServiceProvider Build(Settings settings, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddCore(settings);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SiteAddresses>(provider, (Func<string?>)(() => null)));
        services.WithCheapPasswords();
        return services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>A password's hash is slow on purpose; a thousand tests need not wait for it.</summary>
    public static IServiceCollection WithCheapPasswords(this IServiceCollection services) =>
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
}
