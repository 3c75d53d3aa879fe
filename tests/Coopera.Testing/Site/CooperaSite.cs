using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Webinars;
using Coopera.Testing.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MimeKit;

namespace Coopera.Testing.Site;

/// <summary>
/// The real site on a database file of its own: antiforgery on, the worker stepped by the test. Tests share one (<see cref="SharedSite"/>);
/// one that cannot says why, if its settings, clock or services do not.
/// </summary>
public sealed class CooperaSite : WebApplicationFactory<Program>, IHasServices
{
    public const string AdministratorEmail = TestSettings.AdministratorEmail;
    public const string AdministratorPassword = TestSettings.AdministratorPassword;

    private readonly Dictionary<string, string?> _settings;
    private readonly TimeProvider? _clock;
    private readonly Action<IServiceCollection>? _services;
    private readonly bool _isSample;

    /// <param name="sample">With the webinar to try the site on, without the people and cases that development adds.</param>
    public CooperaSite(
        Dictionary<string, string?>? settings = null, TimeProvider? clock = null,
        Action<IServiceCollection>? services = null, bool sample = false)
    {
        _clock = clock;
        _services = services;
        _settings = TestSettings.In(Folder);
        _isSample = sample;
        foreach (var (key, value) in settings ?? [])
        {
            _settings[key] = value;
        }

        // Where people reach it: the site answers for no other host.
        if (Uri.TryCreate(_settings["Site:BaseUrl"], UriKind.Absolute, out var address))
        {
            ClientOptions.BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("coopera-site-").FullName;

    /// <summary>The files that people have handed in, as they lie on the disk.</summary>
    public string[] StoredFiles()
    {
        var folder = Path.Combine(Folder, "uploads");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }

    public Visitor NewVisitor() => new(CreateClient(
        new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress }));

    /// <summary>The first administrator, signed in.</summary>
    public Task<Visitor> NewStaffMemberAsync() => SignInAsync(AdministratorEmail);

    /// <summary>A new member of staff with exactly these roles (see <see cref="StaffRoles"/>), signed in.</summary>
    public async Task<Visitor> NewStaffMemberAsync(params string[] roles) => await SignInAsync((await ColleagueAsync(roles)).Email!);

    /// <summary>Somebody with exactly these roles, who has not signed in.</summary>
    public async Task<StaffUser> ColleagueAsync(params string[] roles)
    {
        var email = $"{Guid.NewGuid():N}@anci.example";
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
        var user = new StaffUser { UserName = email, Email = email, EmailConfirmed = true, LockoutEnabled = true };
        Assert.True((await users.CreateAsync(user, AdministratorPassword)).Succeeded);
        Assert.True((await users.AddToRolesAsync(user, roles)).Succeeded);
        return user;
    }

    /// <summary>Somebody who has an account, signed in as its password would: the form is walked by the tests of signing in.</summary>
    public async Task<Visitor> SignInAsync(string email)
    {
        var cookies = new CookieContainerHandler();
        var client = CreateDefaultClient(ClientOptions.BaseAddress, cookies);
        foreach (var cookie in await StaffTicket.CookiesAsync(Services, email, ClientOptions.BaseAddress))
        {
            cookies.Container.SetCookies(ClientOptions.BaseAddress, cookie);
        }

        return new Visitor(client);
    }

    /// <summary>A published webinar; by default it starts in two weeks.</summary>
    public async Task<Webinar> WebinarAsync(Func<Webinar>? make = null)
    {
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var webinar = make?.Invoke()
            ?? new Webinar($"prova-{Guid.NewGuid():N}", "Accogliere insieme", now.AddDays(14), now.AddDays(14).AddHours(2));
        if (webinar.Status == WebinarStatus.Draft)
        {
            webinar.Publish();
        }

        await this.WriteAsync(db =>
        {
            db.Webinars.Add(webinar);
            return Task.CompletedTask;
        });
        return webinar;
    }

    /// <summary>Sends what is due and returns every mail in the folder, oldest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> DeliverAsync()
    {
        await this.AnswerMailRequestsAsync();
        while (await Services.GetRequiredService<OutboxDelivery>().DeliverDueAsync()
            + await Services.GetRequiredService<CertifiedDelivery>().DeliverDueAsync() > 0)
        {
        }

        var folder = Services.GetRequiredService<Settings>().Mail.Folder;
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.eml").Order().Select(file => MimeMessage.Load(file))]
            : [];
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateOnBuild = true;
            provider.ValidateScopes = true;
        }));
        if (_isSample)
        {
            Task.Run(() => PlantSampleAsync(host.Services)).GetAwaiter().GetResult();
        }

        return host;
    }

    private static async Task PlantSampleAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await Seed.PlantAsync(scope.ServiceProvider.GetRequiredService<CooperaDb>(), clock.GetUtcNow(), demo: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        TakeTemplate();
        builder.UseEnvironment("Production");
        builder.UseStaticWebAssets();
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.WithCheapPasswords();
            if (_clock is { } clock)
            {
                services.Replace(ServiceDescriptor.Singleton(clock));
            }

            _services?.Invoke(services);
        });
    }

    /// <summary>
    /// A site starts on a copy of the template, unless the test names a database, says who migrates it, or has one there already.
    /// </summary>
    private void TakeTemplate()
    {
        var file = Path.Combine(_settings["Site:DataFolder"]!, "coopera.db");
        if (!_settings.ContainsKey("ConnectionStrings:Coopera")
            && _settings.TryAdd("Database:MigrateOnStart", "false") && !File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Task.Run(() => TemplateDatabase.CopyFileAsync(file)).GetAwaiter().GetResult();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        using (var pooled = new SqliteConnection($"Data Source={Path.Combine(Folder, "coopera.db")}"))
        {
            SqliteConnection.ClearPool(pooled);
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
