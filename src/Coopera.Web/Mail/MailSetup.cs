using Coopera.Web.Infrastructure;
using Coopera.Web.Jobs;

namespace Coopera.Web.Mail;

/// <summary>How mails are rendered and which way they go out.</summary>
public static class MailSetup
{
    public static IServiceCollection AddCooperaMail(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<MailLinks>();
        services.AddSingleton<MailRenderer>();
        services.AddSingleton<OutboxDelivery>();
        services.AddJob<DeliverMails>();
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
