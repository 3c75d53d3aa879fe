using Coopera.Core.Changes;
using Coopera.Core.Coordination.Protocol;

namespace Coopera.Core.Coordination.Review;

/// <summary>What the secretariat does with adhesions.</summary>
public static class CoordinationDeskSetup
{
    public static IServiceCollection AddCoordinationDesk(this IServiceCollection services) => services
        .AddScoped<Desk>()
        .AddScoped<StartReview>()
        .AddScoped<RecordChecks>()
        .AddScoped<RequestChanges>()
        .AddScoped<AcceptAdhesion>()
        .AddScoped<RefuseAdhesion>()
        .AddScoped<WithdrawOnBehalf>()
        .AddScoped<SetProtocol>()
        .AddScoped<RenewLink>()
        .AddScoped<CorrectAdhesion>()
        .AddScoped<RecordAdhesion>()
        .AddScoped<ReceiveScan>()
        .AddScoped<TakeCopyAsSent>()
        .AddScoped<ScanUpload>()
        .AddScoped<ProtocolPackage>();
}
