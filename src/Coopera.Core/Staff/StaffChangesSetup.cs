using Coopera.Core.Changes;
using Coopera.Core.Staff.Audit;

namespace Coopera.Core.Staff;

/// <summary>What administrators do with the accounts of those who work here, and the register of it all.</summary>
public static class StaffChangesSetup
{
    public static IServiceCollection AddStaffChanges(this IServiceCollection services) => services
        .AddScoped<ChangedAccount>()
        .AddScoped<InviteColleague>()
        .AddScoped<AcceptInvitation>()
        .AddScoped<ChangeAccount>()
        .AddScoped<SuspendAccount>()
        .AddScoped<ResetSecondFactor>()
        .AddScoped<ReleaseAccount>()
        .AddScoped<AuditVerification>();
}
