using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Questionnaires;
using Coopera.Core.Registrations;
using Coopera.Core.Reminders;
using Coopera.Domain.Presence;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Testing.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Samples;

/// <summary>Questionnaires, and who answers them.</summary>
public static class Surveys
{
    /// <summary>The questions that every questionnaire begins with, open from the end of the webinar for this many days.</summary>
    public static async Task<Survey> OpenSurveyAsync(
        this IHasServices place, Webinar webinar, SurveyRound round = SurveyRound.Afterwards,
        SurveyAudience audience = SurveyAudience.CameIn, int days = 14, DateTimeOffset? opensAt = null)
    {
        var at = opensAt ?? webinar.EndsAt;
        var survey = new Survey(webinar.Id, round, audience, SurveyDefaults.Of(round));
        survey.Open(webinar, audience, at, at.AddDays(days), webinar.EndsAt);
        await place.WriteAsync(db => db.AddAsync(survey).AsTask());
        return survey;
    }

    public static async Task<IReadOnlyList<Registration>> SignUpManyAsync(this IHasServices place, Webinar webinar, int people)
    {
        for (var number = 1; number <= people; number++)
        {
            await place.InScopeAsync(services => services.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Number(number), People.Notice));
        }

        return await place.ReadAsync(db => db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinar.Id)
            .OrderBy(r => r.Number).ToListAsync());
    }

    /// <summary>From its first minute to its last.</summary>
    public static Task ComeInAsync(this IHasServices place, Webinar webinar, IEnumerable<Registration> people) =>
        place.WriteAsync(db => db.PresenceIntervals.AddRangeAsync(people.Select(person =>
            new PresenceInterval(person.Id, PresenceSource.Staff, webinar.StartsAt, webinar.EndsAt))));

    /// <summary>As somebody's mail program shows it: the ballot that the site drew for them while it wrote.</summary>
    public static async Task<Ballot> BallotOfAsync(this IHasServices place, Registration person, string kind, DateTimeOffset now)
    {
        var mail = await place.ReadAsync(db => db.OutgoingMails.AsNoTracking()
            .SingleAsync(m => m.RegistrationId == person.Id && m.Kind == kind));
        var present = await place.ReadAsync(db => PresentFacts.OfAsync(db, mail, now));
        var message = await place.Services.GetRequiredService<MailRenderer>().RenderAsync(mail, present.Content);
        var token = TokenIn(message.TextBody!);
        if (!message.HtmlBody!.Contains(token, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("Both parts of a mail bring the same ballot.");
        }

        return place.Services.GetRequiredService<BallotLinks>().TryRead(token, out var ballot)
            ? ballot.Value
            : throw new InvalidOperationException("The mail brings no ballot.");
    }

    public static string TokenIn(string text) =>
        text.Split('\n').Select(line => line.Trim()).Single(line => line.Contains("/questionari/", StringComparison.Ordinal)
            && !line.Contains("/basta/", StringComparison.Ordinal)).Split("/questionari/")[1];

    /// <param name="score">To all that is asked from 1 to 5.</param>
    public static AnswerSheet Answered(this Survey survey, int score, string? text = null) =>
        survey.Answered(question => question.Kind switch
        {
            SurveyQuestionKind.Scale => [question.Choices[score - SurveyQuestion.Lowest]],
            SurveyQuestionKind.Text => text is null ? [] : [text],
            _ => question.Required ? [question.Choices[0]] : [],
        });

    public static AnswerSheet Answered(this Survey survey, Func<SurveyQuestion, IReadOnlyList<string>> answer) =>
        survey.Form().Check(survey.Questions.ToDictionary(question => question.Key, answer));

    public static Task<AnswerOutcome> AnswerAsync(this IHasServices place, Survey survey, Ballot ballot, AnswerSheet sheet) =>
        place.InScopeAsync(services => services.GetRequiredService<AnswerSurvey>().RunAsync(survey, ballot, sheet));

    public static Task CountSurveysAsync(this IHasServices place) =>
        place.InScopeAsync(services => services.GetRequiredService<CountSurveys>().RunAsync());

    public static Task InviteToSurveysAsync(this IHasServices place) =>
        place.InScopeAsync(services => services.GetRequiredService<InviteToSurveys>().RunAsync());

    public static Task ThankAsync(this IHasServices place) =>
        place.InScopeAsync(services => services.GetRequiredService<PlanReminders>().RunAsync());
}
