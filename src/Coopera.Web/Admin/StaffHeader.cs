using Coopera.Web.Shared;

namespace Coopera.Web.Admin;

public static class StaffHeader
{
    /// <summary>Pages of the back office have its head and foot for who has signed in.</summary>
    public static IServiceCollection AddStaffHeader(this IServiceCollection services) =>
        services.AddSingleton(new SiteHeader(StaffMenu.IsShown, "~/Admin/_Header.cshtml", "~/Admin/_Footer.cshtml"));
}
