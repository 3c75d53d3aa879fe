using Coopera.Core.Jobs;
using Coopera.Core.Mail.Inbox.Bounces;
using Coopera.Core.Mail.Inbox.Certified;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Mail.Inbox;

public static class InboxSetup
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<ReadMailbox>()
        .AddScoped<TakeInMessage>()
        .AddInboxReader<TakePecReceipt>()
        .AddInboxReader<OpenPecLetter>()
        .AddJob<ReadPec>()
        .AddInboxReader<TakeBounce>()
        .AddInboxReader<AutomaticMails>()
        .AddScoped<LiftRest>()
        .AddJob<ReadMail>()
        .AddJob<ForgetSenders>()
        .AddHealthChecks()
        .AddCheck<MailboxHealth>(MailboxHealth.Name, failureStatus: HealthStatus.Degraded).Services;

    public static IServiceCollection AddInboxReader<TReader>(this IServiceCollection services)
        where TReader : class, IInboxReader => services.AddScoped<IInboxReader, TReader>();
}
