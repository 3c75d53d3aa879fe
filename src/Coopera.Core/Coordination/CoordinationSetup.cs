using Coopera.Core.Coordination.ByPec;
using Coopera.Core.Coordination.Protocol;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Jobs;
using Coopera.Core.Mail.Inbox;

namespace Coopera.Core.Coordination;

public static class CoordinationSetup
{
    public static IServiceCollection AddCoordination(this IServiceCollection services) => services
        .AddScoped<AdherentQuery>()
        .AddScoped<AdhesionFinder>()
        .AddSingleton<UnprovenQuota>()
        .AddScoped<StartAdhesion>()
        .AddScoped<ChangeAdhesion>()
        .AddScoped<WithdrawAdhesion>()
        .AddScoped<SendAdhesionLink>()
        .AddSingleton<SchedaMaker>()
        .AddSingleton<CopyTickets>()
        .AddSingleton<ReadableCopy>()
        .AddScoped<SendSignedCopy>()
        .AddScoped<RequestScheda>()
        .AddInboxReader<SchedaByMail>()
        .AddJob<RemindAdhesions>()
        .AddJob<ForgetUnopenedAdhesions>()
        .AddScoped<ChangedAdhesion>()
        .AddScoped<StartReview>()
        .AddScoped<RecordChecks>()
        .AddScoped<RequestChanges>()
        .AddScoped<AcceptAdhesion>()
        .AddScoped<RefuseAdhesion>()
        .AddScoped<WithdrawOnBehalf>()
        .AddScoped<RestoreAdhesion>()
        .AddScoped<SetProtocol>()
        .AddScoped<RenewLink>()
        .AddScoped<CorrectFollower>()
        .AddScoped<CorrectAdhesion>()
        .AddScoped<RecordAdhesion>()
        .AddScoped<ReceiveScan>()
        .AddScoped<TakeCopyAsSent>()
        .AddScoped<ScanUpload>()
        .AddScoped<AttachArrival>()
        .AddScoped<DismissArrival>()
        .AddInboxReader<SchedaByPec>()
        .AddScoped<ProtocolPackage>();
}
