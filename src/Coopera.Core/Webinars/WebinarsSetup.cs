using Coopera.Core.Jobs;
using Coopera.Core.Webinars.Questions;

namespace Coopera.Core.Webinars;

public static class WebinarsSetup
{
    public static IServiceCollection AddWebinars(this IServiceCollection services) => services
        .AddScoped<ChangedWebinar>()
        .AddScoped<CreateWebinar>()
        .AddScoped<EditWebinar>()
        .AddScoped<PublishWebinar>()
        .AddScoped<SchedulePublication>()
        .AddJob<PublishScheduled>()
        .AddScoped<CancelWebinar>()
        .AddScoped<RestoreWebinar>()
        .AddJob<TellWebinarNews>()
        .AddScoped<ArchiveWebinar>()
        .AddScoped<DeleteWebinar>()
        .AddScoped<ChangeMaterials>()
        .AddScoped<ChangedQuestion>()
        .AddScoped<AddQuestion>()
        .AddScoped<ChangeQuestion>()
        .AddScoped<MoveQuestion>()
        .AddScoped<RemoveQuestion>()
        .AddScoped<CopyQuestions>();
}
