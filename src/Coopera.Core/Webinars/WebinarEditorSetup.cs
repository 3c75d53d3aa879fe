using Coopera.Core.Changes;

namespace Coopera.Core.Webinars;

/// <summary>What staff do with webinars.</summary>
public static class WebinarEditorSetup
{
    public static IServiceCollection AddWebinarEditor(this IServiceCollection services) => services
        .AddScoped<ChangedWebinar>()
        .AddScoped<CreateWebinar>()
        .AddScoped<EditWebinar>()
        .AddScoped<PublishWebinar>()
        .AddScoped<CancelWebinar>()
        .AddScoped<ArchiveWebinar>()
        .AddScoped<DeleteWebinar>()
        .AddScoped<ChangeMaterials>();
}
