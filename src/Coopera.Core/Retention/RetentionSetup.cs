using Coopera.Core.Jobs;

namespace Coopera.Core.Retention;

public static class RetentionSetup
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddScoped<RetainedData, RetainedRegistrations>()
        .AddScoped<RetainedData, RetainedAnswers>()
        .AddScoped<RetainedData, RetainedImports>()
        .AddScoped<RetainedData, RetainedAdhesions>()
        .AddScoped<RetainedData, RetainedMembers>()
        .AddScoped<RetainedData, RetainedRequests>()
        .AddScoped<RetainedData, RetainedMails>()
        .AddScoped<RetainedData, RetainedMailings>()
        .AddScoped<RetainedData, RetainedInbox>()
        .AddScoped<RetainedData, RetainedCertifiedMail>()
        .AddScoped<RetainedData, RetainedCertificates>()
        .AddScoped<RetainedData, RetainedRegister>()
        .AddScoped<RetentionOverview>()
        .AddScoped<ChangedRetention>()
        .AddScoped<PostponeRetention>()
        .AddJob<ForgetOnTheirDay>();
}
