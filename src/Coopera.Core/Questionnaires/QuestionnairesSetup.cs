using Coopera.Core.Jobs;

namespace Coopera.Core.Questionnaires;

public static class QuestionnairesSetup
{
    public static IServiceCollection AddQuestionnaires(this IServiceCollection services) => services
        .AddSingleton<BallotBox>()
        .AddScoped<AnswerSurvey>()
        .AddScoped<DeclineSurveys>()
        .AddScoped<ChangedSurvey>()
        .AddScoped<ChangeSurvey>()
        .AddJob<InviteToSurveys>()
        .AddJob<CountSurveys>();
}
