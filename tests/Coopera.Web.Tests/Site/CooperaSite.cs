using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MimeKit;

namespace Coopera.Web.Tests.Site;

/// <summary>The real site on a database file of its own: antiforgery on, mail to a folder, the worker stepped by the test, no limit on how fast tests come.</summary>
public sealed class CooperaSite : WebApplicationFactory<Program>
{
    public const string AdministratorEmail = "segreteria@anci.example";
    public const string AdministratorPassword = "tre parole a caso";

    private readonly Dictionary<string, string?> _settings;
    private readonly TimeProvider? _clock;
    private readonly Action<IServiceCollection>? _services;

    public CooperaSite(Dictionary<string, string?>? settings = null, TimeProvider? clock = null, Action<IServiceCollection>? services = null)
    {
        _clock = clock;
        _services = services;
        _settings = new Dictionary<string, string?>
        {
            ["Site:DataFolder"] = Folder,
            ["Site:BaseUrl"] = "http://localhost",
            ["Mail:Transport"] = "Folder",
            ["Worker:Enabled"] = "false",
            ["Demo:Enabled"] = "true",
            ["Forms:LeastSeconds"] = "0",
            ["RateLimits:SignUpsPerMinute"] = "1000000",
            ["RateLimits:LinkRequestsPerMinute"] = "1000000",
            ["RateLimits:StaffSignInsPerMinute"] = "1000000",
            ["Staff:SecondFactorRequired"] = "false",
            ["Staff:FirstAdministrator:Email"] = AdministratorEmail,
            ["Staff:FirstAdministrator:Password"] = AdministratorPassword,
        };
        foreach (var (key, value) in settings ?? [])
        {
            _settings[key] = value;
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("coopera-site-").FullName;

    public Visitor NewVisitor() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

    /// <summary>The first administrator, signed in.</summary>
    public Task<Visitor> NewStaffMemberAsync() => SignInAsync(AdministratorEmail);

    /// <summary>A new member of staff with exactly these roles (see <see cref="StaffRoles"/>), signed in.</summary>
    public async Task<Visitor> NewStaffMemberAsync(params string[] roles)
    {
        var email = $"{Guid.NewGuid():N}@anci.example";
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
        var user = new StaffUser { UserName = email, Email = email, EmailConfirmed = true, LockoutEnabled = true };
        Assert.True((await users.CreateAsync(user, AdministratorPassword)).Succeeded);
        Assert.True((await users.AddToRolesAsync(user, roles)).Succeeded);
        return await SignInAsync(email);
    }

    private async Task<Visitor> SignInAsync(string email)
    {
        var visitor = NewVisitor();
        var form = await visitor.GetAsync("/gestione/accesso");
        var answer = await visitor.SubmitAsync(form, new() { ["Email"] = email, ["Password"] = AdministratorPassword });
        Assert.Equal(303, answer.Status);
        return visitor;
    }

    public async Task<T> ReadAsync<T>(Func<CooperaDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CooperaDb>());
    }

    public Task WriteAsync(Func<CooperaDb, Task> write) => ReadAsync(async database =>
    {
        await database.WriteAsync(async db =>
        {
            await write(db);
            await db.SaveChangesAsync();
        });
        return true;
    });

    /// <summary>A published webinar; by default it starts in two weeks.</summary>
    public async Task<Webinar> WebinarAsync(Func<Webinar>? make = null)
    {
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var webinar = make?.Invoke() ?? new Webinar($"prova-{Guid.NewGuid():N}", "Accogliere insieme", now.AddDays(14), now.AddDays(14).AddHours(2));
        if (webinar.Status == WebinarStatus.Draft)
        {
            webinar.Publish();
        }

        await WriteAsync(db =>
        {
            db.Webinars.Add(webinar);
            return Task.CompletedTask;
        });
        return webinar;
    }

    /// <summary>Sends what is due and returns every mail in the folder, oldest first.</summary>
    public async Task<IReadOnlyList<MimeMessage>> DeliverAsync()
    {
        while (await Services.GetRequiredService<OutboxDelivery>().DeliverDueAsync() > 0)
        {
        }

        var folder = Path.Combine(Folder, "mail");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.eml").Order().Select(file => MimeMessage.Load(file))]
            : [];
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseStaticWebAssets();
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        if (_clock is { } clock)
        {
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(clock)));
        }

        if (_services is { } change)
        {
            builder.ConfigureTestServices(change);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
