using Coopera.Web.Admin.Exports;
using Coopera.Web.Admin.Home;
using Coopera.Web.Admin.Mail;
using Coopera.Web.Admin.Registrations;
using Coopera.Web.Admin.Search;

namespace Coopera.Web.Admin;

/// <summary>What the pages of the back office ask for, besides the use cases.</summary>
public static class AdminSetup
{
    public static IServiceCollection AddAdminPages(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddScoped<TodoList>()
        .AddScoped<StatisticsQuery>()
        .AddScoped<RegistrationExport>()
        .AddScoped<ListExport>()
        .AddScoped<MailPageReader>()
        .AddScoped<EverythingSearch>();
}
