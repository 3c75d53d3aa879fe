using Coopera.Web.Data;
using Coopera.Web.Features.Account;
using Coopera.Web.Features.Admin.Coordination;
using Coopera.Web.Features.Admin.Press;
using Coopera.Web.Features.Admin.Questions;
using Coopera.Web.Features.Admin.Registrations;
using Coopera.Web.Features.Admin.Staff;
using Coopera.Web.Features.Admin.Webinars;
using Coopera.Web.Features.Coordination;
using Coopera.Web.Features.Coordination.Adhesions;
using Coopera.Web.Features.PublicBodies;
using Coopera.Web.Features.Registrations;
using Coopera.Web.Infrastructure;
using Coopera.Web.Mail;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Data;

/// <summary>The program's services without its pages, registered by its own methods: what use cases, mails and exports need.</summary>
public static class TestServices
{
    public static ServiceProvider Build(Settings settings, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton(settings);
        services.AddMemoryCache();
        services.AddSingleton<IServer, NoServer>();
        services.AddSingleton<PersonalLinks>();
        services.AddSingleton<InvitationLinks>();
        services.AddSingleton<SiteAddresses>();
        services.AddCooperaData(settings.Database);
        services.AddScoped<PublicBodyDirectory>();
        services.AddScoped<AdherentQuery>();
        services.AddRegistrationUseCases();
        services.AddAdhesionUseCases();
        services.AddRegistrationDesk();
        services.AddWebinarEditor();
        services.AddPressEditor();
        services.AddCoordinationDesk();
        services.AddQuestionDesk();
        services.AddStaffDesk();
        services.AddStaff();
        services.AddCooperaMail(settings);
        services.WithCheapPasswords();
        return services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>A password's hash is slow on purpose; a thousand tests need not wait for it.</summary>
    public static IServiceCollection WithCheapPasswords(this IServiceCollection services) =>
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);

    /// <summary>Addresses come from the settings here; nothing listens.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
