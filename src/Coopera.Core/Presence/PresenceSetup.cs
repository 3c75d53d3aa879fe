using Coopera.Core.Jobs;
using Coopera.Core.Presence.Evidence;
using Coopera.Core.Presence.Imports;
using Coopera.Core.Presence.Rooms;

namespace Coopera.Core.Presence;

public static class PresenceSetup
{
    public static IServiceCollection AddPresence(this IServiceCollection services) => services
        .AddScoped<EnterWebinar>()
        .AddScoped<LeaveWebinar>()
        .AddScoped<NoteStillThere>()
        .AddScoped<AttendanceBooks>()
        .AddScoped<RegisterOfPresences>()
        .AddScoped<ChangedAttendance>()
        .AddScoped<SetAttendanceRule>()
        .AddScoped<SayCodeWord>()
        .AddScoped<GiveCodeWord>()
        .AddScoped<ChangedPresence>()
        .AddScoped<CorrectPresence>()
        .AddScoped<AskPresence>()
        .AddScoped<DecidePresence>()
        .AddScoped<OpenRoom>()
        .AddScoped<JoinRoom>()
        .AddScoped<DeclareInRoom>()
        .AddScoped<CloseRoom>()
        .AddScoped<PresenceChange>()
        .AddScoped<ImportPresence>()
        .AddScoped<UndoPresenceImport>()
        .AddScoped<ForgetPairing>()
        .AddSingleton<ReportTickets>()
        .AddJob<TakeLinksOutOfCalendars>();
}
