using Coopera.Core.Jobs;
using Coopera.Core.Mail.Inbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Mail;

public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<MailLinks>();
        services.AddSingleton<MailRenderer>();
        services.AddSingleton(settings.Mail.Sending);
        services.AddSingleton<OutboxDelivery>();
        services.AddScoped<AskForMail>();
        services.AddScoped<AnswerMailRequests>();
        services.AddJob<DeliverMails>();
        services.AddJob<ForgetRefusedMails>();
        services.AddScoped<ChangedMail>();
        services.AddScoped<SendMailAgain>();
        services.AddScoped<CorrectMailAddress>();
        services.AddScoped<CloseMail>();
        services.AddScoped<RetryFailedMails>();
        services.AddScoped<TryLaneNow>();
        services.AddInbox();
        services.AddHealthChecks()
            .AddCheck<MailLaneHealth>(MailLaneHealth.Name, failureStatus: HealthStatus.Degraded, timeout: MailLaneHealth.Patience);
        services.AddSingleton(_ => MailTransports.Of(settings.Mail));
        services.AddScoped<RecordSentByHand>();
        services.AddJob<DeliverCertifiedMails>();
        services.AddSingleton<CertifiedDelivery>();

        return services;
    }
}
