using Coopera.Web.Data;

namespace Coopera.Web.Features.Admin;

/// <summary>The policies that controllers and actions of the back office name.</summary>
public static class StaffPolicies
{
    /// <summary>Has any of the roles: may look at everything but accounts and the register.</summary>
    public const string Look = nameof(Look);

    /// <summary>Writes webinars, their questions and materials, press releases and messages.</summary>
    public const string Edit = nameof(Edit);

    /// <summary>Acts on registrations, adhesions and requests for the scheda.</summary>
    public const string Handle = nameof(Handle);

    /// <summary>Sends a mail again or corrects its address: whoever edits or handles.</summary>
    public const string Mail = nameof(Mail);

    /// <summary>Takes personal data out of the site.</summary>
    public const string Export = nameof(Export);

    /// <summary>Accounts and the register of what staff did.</summary>
    public const string Administer = nameof(Administer);

    public static IServiceCollection AddStaffPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(Look, policy => policy.RequireRole(StaffRoles.All))
            .AddPolicy(Edit, policy => policy.RequireRole(StaffRoles.Administrator, StaffRoles.Editor))
            .AddPolicy(Handle, policy => policy.RequireRole(StaffRoles.Administrator, StaffRoles.Secretariat))
            .AddPolicy(Mail, policy => policy.RequireRole(StaffRoles.Administrator, StaffRoles.Editor, StaffRoles.Secretariat))
            .AddPolicy(Export, policy => policy.RequireRole(StaffRoles.All).RequireRole(StaffRoles.Export))
            .AddPolicy(Administer, policy => policy.RequireRole(StaffRoles.Administrator));
        return services;
    }
}
