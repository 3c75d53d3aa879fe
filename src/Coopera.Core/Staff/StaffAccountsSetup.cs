using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Staff.Audit;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Staff;

public static class StaffAccountsSetup
{
    public static IServiceCollection AddStaffAccounts(this IServiceCollection services)
    {
        services.AddScoped<IPasswordValidator<StaffUser>, PasswordRules>(); // before Identity, which else adds its own
        services.AddIdentityCore<StaffUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = ""; // the name is the address, and EmailAddress has checked it
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<CooperaDb>();
        return services
            .AddScoped<StaffSessions>()
            .AddScoped<StaffAccounts>()
            .AddScoped<UsedProofs>()
            .AddScoped<AuthenticatorCodes>()
            .AddScoped<IMailRequestAnswer, SendPasswordReset>()
            .AddScoped<FirstAdministrators>()
            .AddScoped<SecondFactorRescue>()
            .AddScoped<ChangedAccount>()
            .AddScoped<InviteColleague>()
            .AddScoped<AcceptInvitation>()
            .AddScoped<ChangeAccount>()
            .AddScoped<SuspendAccount>()
            .AddScoped<ResetSecondFactor>()
            .AddScoped<ReleaseAccount>()
            .AddScoped<AuditVerification>();
    }

    public static async Task EnsureFirstAdministratorAsync(this IServiceProvider services, Settings settings)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstAdministrators>().EnsureAsync(settings.FirstAdministrator);
        if (settings.ResetSecondFactorOf is { } locked)
        {
            await scope.ServiceProvider.GetRequiredService<SecondFactorRescue>().RunAsync(locked);
        }
    }
}
