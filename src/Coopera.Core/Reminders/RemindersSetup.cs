using Coopera.Core.Jobs;

namespace Coopera.Core.Reminders;

public static class RemindersSetup
{
    public static IServiceCollection AddReminders(this IServiceCollection services) => services.AddJob<PlanReminders>();
}
