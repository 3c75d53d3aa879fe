using Coopera.Core.Jobs;

namespace Coopera.Core.Mailings;

public static class MailingsSetup
{
    public static IServiceCollection AddMailings(this IServiceCollection services) => services
        .AddScoped<Audiences>()
        .AddScoped<ChangedMailing>()
        .AddScoped<ChangeMailing>()
        .AddJob<QueueMailings>();
}
