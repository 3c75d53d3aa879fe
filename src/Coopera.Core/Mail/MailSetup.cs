using Coopera.Core.Jobs;
using Coopera.Core.Mail.Checks;
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
        services.AddHealthChecks()
            .AddCheck<MailLaneHealth>(MailLaneHealth.Name, failureStatus: HealthStatus.Degraded, timeout: MailLaneHealth.Patience);
        if (settings.Mail.Transport == MailTransportKind.Smtp)
        {
            services.AddSingleton<IMailTransport, SmtpTransport>();
        }
        else
        {
            services.AddSingleton<IMailTransport, FolderTransport>();
        }

        return services;
    }
}
