namespace Coopera.Web.Admin.Mail;

public static class MailPageSetup
{
    public static IServiceCollection AddMailPages(this IServiceCollection services) => services
        .AddScoped<MailPageReader>();
}
