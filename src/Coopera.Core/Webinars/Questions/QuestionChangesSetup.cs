using Coopera.Core.Changes;

namespace Coopera.Core.Webinars.Questions;

/// <summary>What staff do with the extra questions of a webinar.</summary>
public static class QuestionChangesSetup
{
    public static IServiceCollection AddQuestionChanges(this IServiceCollection services) => services
        .AddScoped<ChangedQuestion>()
        .AddScoped<AddQuestion>()
        .AddScoped<ChangeQuestion>()
        .AddScoped<MoveQuestion>()
        .AddScoped<RemoveQuestion>();
}
