using Coopera.Core.Jobs;
using Coopera.Core.Presence.Imports;

namespace Coopera.Core.Presence;

public static class PresenceSetup
{
    public static IServiceCollection AddPresence(this IServiceCollection services) => services
        .AddScoped<EnterWebinar>()
        .AddScoped<LeaveWebinar>()
        .AddScoped<NoteStillThere>()
        .AddScoped<PresenceChange>()
        .AddScoped<ImportPresence>()
        .AddScoped<UndoPresenceImport>()
        .AddScoped<ForgetPairing>()
        .AddSingleton<ReportTickets>()
        .AddJob<TakeLinksOutOfCalendars>();
}
