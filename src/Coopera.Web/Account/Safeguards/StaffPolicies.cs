using Coopera.Core.Data;
using Microsoft.AspNetCore.Authorization;

namespace Coopera.Web.Account.Safeguards;

/// <summary>
/// The policies that controllers and actions of the back office name. All want the second step where the settings do; Export and Administer
/// also want that the person signed in, or confirmed who they are, a short while ago.
/// </summary>
public static class StaffPolicies
{
    public const string Look = nameof(Look);

    public const string Edit = nameof(Edit);

    public const string Handle = nameof(Handle);

    /// <summary>Writes to people, sends a mail again or corrects its address: whoever edits or handles.</summary>
    public const string Mail = nameof(Mail);

    public const string Export = nameof(Export);

    public const string Administer = nameof(Administer);

    public static IServiceCollection AddStaffPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(Look, policy => policy.Staff())
            .AddPolicy(Edit, policy => policy.Staff(StaffRoles.Administrator, StaffRoles.Editor))
            .AddPolicy(Handle, policy => policy.Staff(StaffRoles.Administrator, StaffRoles.Secretariat))
            .AddPolicy(Mail, policy => policy.Staff(StaffRoles.Administrator, StaffRoles.Editor, StaffRoles.Secretariat))
            .AddPolicy(Export, policy => policy.Staff().RequireRole(StaffRoles.Export).AddRequirements(RecentSignInRequirement.ThisHour))
            .AddPolicy(Administer, policy => policy.Staff(StaffRoles.Administrator).AddRequirements(RecentSignInRequirement.JustNow))
            .AddPolicy(
                RecentSignInRequirement.Policy,
                policy => policy.RequireAuthenticatedUser().AddRequirements(RecentSignInRequirement.JustNow));
        services.AddSingleton<IAuthorizationHandler, SecondFactorHandler>();
        services.AddSingleton<IAuthorizationHandler, RecentSignInHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, StaffRefusals>();
        return services;
    }

    private static AuthorizationPolicyBuilder Staff(this AuthorizationPolicyBuilder policy, params string[] roles) =>
        policy.RequireRole(roles.Length == 0 ? StaffRoles.All : roles).AddRequirements(new SecondFactorRequirement());
}
