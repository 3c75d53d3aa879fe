using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Keys;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Staff.Audit;
using Coopera.Core.Staff.SavedFilters;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Staff;

public static class StaffAccountsSetup
{
    public static IServiceCollection AddStaffAccounts(this IServiceCollection services)
    {
        services.AddScoped<IPasswordValidator<StaffUser>, PasswordRules>(); // before Identity, which else adds its own
        services.AddScoped<IUserStore<StaffUser>, StaffStore>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordRules.Iterations);
        services.AddIdentityCore<StaffUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = ""; // the name is the address, and EmailAddress has checked it
                options.Lockout.MaxFailedAccessAttempts = int.MaxValue; // SignInAttempts counts, for a place and not for the account
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<CooperaDb>();
        return services
            .AddJob<ForgetSignInCounts>()
            .AddJob<ForgetSecurityEvents>()
            .AddScoped<SecurityLog>()
            .AddScoped<StaffSessions>()
            .AddScoped<StaffNames>()
            .AddScoped<KeptForms>()
            .AddScoped<SignInAttempts>()
            .AddScoped<StaffAccounts>()
            .AddScoped<UsedProofs>()
            .AddScoped<AuthenticatorCodes>()
            .AddScoped<IMailRequestAnswer, SendPasswordReset>()
            .AddScoped<ProtectStaffSecrets>()
            .AddScoped<VoidEverything>()
            .AddScoped<FirstAdministrators>()
            .AddScoped<SecondFactorRescue>()
            .AddScoped<ChangedAccount>()
            .AddScoped<InviteColleague>()
            .AddScoped<InviteAdministrator>()
            .AddScoped<AcceptInvitation>()
            .AddScoped<ChangeAccount>()
            .AddScoped<SuspendAccount>()
            .AddScoped<ResetSecondFactor>()
            .AddScoped<ReleaseAccount>()
            .AddScoped<SaveFilter>()
            .AddScoped<ForgetFilter>()
            .AddScoped<TakeOverRegister>()
            .AddScoped<AuditVerification>();
    }

    /// <summary>What an older version, or an older key, left in the database, or did not know of.</summary>
    public static async Task ProtectWhatIsStoredAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProtectKeyRing>().RunAsync();
        await scope.ServiceProvider.GetRequiredService<LinkGenerations>()
            .EnsureKeyAsync(scope.ServiceProvider.GetRequiredService<CooperaDb>());
        await scope.ServiceProvider.GetRequiredService<ProtectStaffSecrets>().RunAsync();
        await scope.ServiceProvider.GetRequiredService<TakeOverRegister>().RunAsync();
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
