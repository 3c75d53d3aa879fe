using Coopera.Web.Data;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Web.Features.Account;

/// <summary>Who works in the back office, and how they sign in.</summary>
public static class StaffSetup
{
    public const int PasswordMinLength = 12;

    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);

                // Length is what protects; rules about symbols only make passwords harder to remember.
                options.Password.RequiredLength = PasswordMinLength;
                options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<CooperaDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            PagesSetup.Harden(options.Cookie, "coopera-accesso");
            options.LoginPath = "/gestione/accesso";
            options.AccessDeniedPath = "/gestione/accesso-negato";
            options.ReturnUrlParameter = "ritorno";
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = true;

            // Now and then the database is asked whether the sign-in still holds; an error page must not fail on that too.
            options.Events.OnValidatePrincipal = context => context.HttpContext.Features.Get<IExceptionHandlerFeature>() is null
                ? SecurityStampValidator.ValidatePrincipalAsync(context)
                : Task.CompletedTask;
        });
        services.AddAuthorization();
        services.AddScoped<FirstAdministrators>();
        return services;
    }

    public static async Task EnsureFirstAdministratorAsync(this IServiceProvider services, Settings settings)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstAdministrators>().EnsureAsync(settings.FirstAdministrator);
    }
}
