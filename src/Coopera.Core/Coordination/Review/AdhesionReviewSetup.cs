using Coopera.Core.Changes;
using Coopera.Core.Coordination.Protocol;

namespace Coopera.Core.Coordination.Review;

/// <summary>What the secretariat does with adhesions.</summary>
public static class AdhesionReviewSetup
{
    public static IServiceCollection AddAdhesionReview(this IServiceCollection services) => services
        .AddScoped<ChangedAdhesion>()
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
