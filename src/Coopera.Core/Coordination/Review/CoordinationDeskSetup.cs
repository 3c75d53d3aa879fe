using Coopera.Web.Features.Admin.Coordination.Protocol;
using Coopera.Web.Features.Admin.Coordination.Recording;
using Coopera.Web.Features.Admin.Coordination.Review;
using Coopera.Web.Features.Admin.Exports;

namespace Coopera.Web.Features.Admin.Coordination;

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
        .AddScoped<ProtocolPackage>()
        .AddScoped<ListExport>();
}
