using Coopera.Web.Admin.Status;

namespace Coopera.Web.Admin.Home;

public static class HomeSetup
{
    public static IServiceCollection AddTodayPage(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddScoped<TodoList>()
        .AddScoped<TodoActions>()
        .AddScoped<MailTodos>()
        .AddScoped<AdhesionTodos>()
        .AddScoped<DraftTodos>()
        .AddScoped<PresenceTodos>()
        .AddScoped<CertificateTodos>()
        .AddScoped<SurveyTodos>()
        .AddScoped<RetentionTodos>()
        .AddScoped<DataRequestTodos>()
        .AddScoped<FirstSteps>()
        .AddScoped<SiteStatus>()
        .AddScoped<StatisticsQuery>();
}
