using Coopera.Core.Jobs;
using Coopera.Core.Mail.Checks;
using Coopera.Core.Mail.Inbox;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Core.Mail;

public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<MailLinks>();
        services.AddSingleton<MailRenderer>();
        services.AddSingleton(new DkimSigning(settings.Mail.Dkim is { } dkim ? DkimKey.Load(dkim) : null));
        services.AddSingleton<MailRecords>();
        services.AddSingleton<MailServerCheck>();
        services.AddScoped<SendTestMail>();
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
            .AddCheck<OutboxHealth>(OutboxHealth.Name, failureStatus: HealthStatus.Degraded)
            .AddCheck<MailLaneHealth>(MailLaneHealth.Name, failureStatus: HealthStatus.Degraded);
        services.AddSingleton(provider => MailTransports.Of(settings.Mail, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<RecordSentByHand>();
        services.AddJob<DeliverCertifiedMails>();
        services.AddSingleton<CertifiedDelivery>();

        return services;
    }
}
