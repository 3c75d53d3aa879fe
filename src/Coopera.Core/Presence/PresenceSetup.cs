using Coopera.Core.Jobs;

namespace Coopera.Core.Presence;

public static class PresenceSetup
{
    public static IServiceCollection AddPresence(this IServiceCollection services) => services
        .AddScoped<EnterWebinar>()
        .AddScoped<LeaveWebinar>()
        .AddScoped<NoteStillThere>()
        .AddJob<TakeLinksOutOfCalendars>();
}
