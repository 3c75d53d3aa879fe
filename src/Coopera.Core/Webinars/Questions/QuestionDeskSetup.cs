using Coopera.Core.Changes;

namespace Coopera.Core.Webinars.Questions;

/// <summary>What staff do with the extra questions of a webinar.</summary>
public static class QuestionDeskSetup
{
    public static IServiceCollection AddQuestionDesk(this IServiceCollection services) => services
        .AddScoped<QuestionDesk>()
        .AddScoped<AddQuestion>()
        .AddScoped<ChangeQuestion>()
        .AddScoped<MoveQuestion>()
        .AddScoped<RemoveQuestion>();
}
