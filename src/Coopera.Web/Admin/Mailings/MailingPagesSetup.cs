namespace Coopera.Web.Admin.Mailings;

public static class MailingPagesSetup
{
    public static IServiceCollection AddMailingPages(this IServiceCollection services) => services.AddScoped<MailingReader>();
}
