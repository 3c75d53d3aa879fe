using Coopera.Core;
using Coopera.Core.Coordination;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Press;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Core.Registrations.People;
using Coopera.Core.Staff;
using Coopera.Core.Webinars;
using Coopera.Core.Webinars.Questions;
using Coopera.Web.Account;
using Coopera.Web.Admin.Coordination;
using Coopera.Web.Admin.Press;
using Coopera.Web.Admin.Questions;
using Coopera.Web.Admin.Registrations;
using Coopera.Web.Admin.Staff;
using Coopera.Web.Admin.Webinars;
using Coopera.Web.Commands;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Coordination;
using Coopera.Web.Public.Coordination.Adhesions;
using Coopera.Web.Public.PublicBodies;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;
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
