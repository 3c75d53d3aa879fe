using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Questionnaires;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Questionnaires;

public sealed class AnswerSurveyTests
{
    [Theory]
    [EachEngine]
    public async Task One_ballot_is_one_answer_also_when_it_is_sent_twenty_times_at_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var survey = await database.OpenSurveyAsync(webinar);
        database.Clock.SetUtcNow(webinar.EndsAt.AddHours(1));
        var ballot = Ballot.Draw(survey.Id);
        await using var other = database.NewServices();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async round =>
        {
            await using var scope = (round % 2 == 0 ? database.Services : other).CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AnswerSurvey>()
                .RunAsync(survey, ballot, survey.Answered(1 + (round % 5)));
        }));

        Assert.Single(outcomes, outcome => outcome == AnswerOutcome.Taken);
        Assert.All(outcomes, outcome => Assert.True(outcome is AnswerOutcome.Taken or AnswerOutcome.TakenBefore));
        Assert.Equal(1, await database.ReadAsync(db => db.SealedAnswers.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.SpentBallots.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_box_is_opened_once_and_all_that_could_tell_one_from_another_is_gone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var survey = await database.OpenSurveyAsync(webinar);
        database.Clock.SetUtcNow(webinar.EndsAt.AddHours(1));
        for (var score = 1; score <= Survey.FewestAnswers; score++)
        {
            await database.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(score, $"Testo con «accenti» perché sì 🌱 {score}"));
        }

        await database.CountSurveysAsync();
        Assert.Equal(5, await database.ReadAsync(db => db.SealedAnswers.CountAsync())); // not yet

        database.Clock.SetUtcNow(survey.ClosesAt!.Value + Survey.Grace);
        await using var other = database.NewServices();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async round =>
        {
            await using var scope = (round % 2 == 0 ? database.Services : other).CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<CountSurveys>().RunAsync();
        }));

        var (counted, answers, texts) = await database.ReadAsync(async db => (
            await db.Surveys.AsNoTracking().SingleAsync(), await db.CountedAnswers.AsNoTracking().ToListAsync(),
            await db.CountedTexts.AsNoTracking().ToListAsync()));
        var results = SurveyResults.Of(counted, answers, texts)!;
        Assert.Equal(5, counted.Answers);
        Assert.All(results.Questions[0].Choices, choice => Assert.Equal(1, choice.Count));
        Assert.Equal(3, results.Questions[0].Mean);
        Assert.Equal(10, texts.Count);
        Assert.Contains("Testo con «accenti» perché sì 🌱 3", results.Questions[5].Texts);
        Assert.Equal(0, await database.ReadAsync(db => db.SealedAnswers.CountAsync()));
        Assert.Equal(0, await database.ReadAsync(db => db.SpentBallots.CountAsync()));
        Assert.Equal(AnswerOutcome.Closed, await database.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(1)));
        Assert.Equal(5, await database.ReadAsync(db => db.CountedAnswers.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Fewer_than_five_answers_are_thrown_away_unread(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var survey = await database.OpenSurveyAsync(webinar);
        database.Clock.SetUtcNow(webinar.EndsAt.AddHours(1));
        for (var answer = 0; answer < Survey.FewestAnswers - 1; answer++)
        {
            await database.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(2, "Da non leggere"));
        }

        database.Clock.SetUtcNow(survey.ClosesAt!.Value + Survey.Grace);
        await database.CountSurveysAsync();

        var counted = await database.ReadAsync(db => db.Surveys.AsNoTracking().SingleAsync());
        Assert.Equal((4, false), (counted.Answers, counted.HasResults));
        Assert.Equal(0, await database.ReadAsync(async db =>
            await db.SealedAnswers.CountAsync() + await db.CountedAnswers.CountAsync() + await db.CountedTexts.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Who_was_filling_it_in_when_it_closed_is_still_counted(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var survey = await database.OpenSurveyAsync(webinar);
        database.Clock.SetUtcNow(survey.ClosesAt!.Value.AddMinutes(9));

        Assert.Equal(AnswerOutcome.Taken, await database.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(4)));

        database.Clock.SetUtcNow(survey.ClosesAt!.Value.AddMinutes(10));
        Assert.Equal(AnswerOutcome.Closed, await database.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(4)));
    }

    [Theory]
    [EachEngine]
    public async Task Answers_that_come_while_it_is_counted_are_in_the_count_or_are_told_that_it_has_closed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var survey = await database.OpenSurveyAsync(webinar);
        database.Clock.SetUtcNow(survey.ClosesAt!.Value + Survey.Grace - TimeSpan.FromSeconds(1));
        for (var answer = 0; answer < Survey.FewestAnswers; answer++)
        {
            await database.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(2));
        }

        var coming = Enumerable.Range(0, 20).Select(_ => database.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(3))).ToList();
        database.Clock.SetUtcNow(survey.ClosesAt!.Value + Survey.Grace);
        await database.CountSurveysAsync();
        var taken = (await Task.WhenAll(coming)).Count(outcome => outcome == AnswerOutcome.Taken);

        Assert.Equal(Survey.FewestAnswers + taken, await database.ReadAsync(db => db.CountedAnswers.CountAsync()));
        Assert.Equal(0, await database.ReadAsync(db => db.SealedAnswers.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_thanks_bring_the_way_in_to_who_was_there_and_the_others_get_it_once_they_are_known(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var people = await database.SignUpManyAsync(webinar, 3);
        await database.ComeInAsync(webinar, [people[0], people[2]]);
        await database.WriteAsync(async db => (await db.PresenceIntervals.SingleAsync(p => p.RegistrationId == people[2].Id))
            .Exclude("segreteria@example.it", "era un’altra persona", webinar.EndsAt));
        var survey = await database.OpenSurveyAsync(webinar);
        database.Clock.SetUtcNow(RomeTime.FromRome(2026, 1, 29, 18, 0));
        await database.InviteToSurveysAsync(); // the thanks of tomorrow bring it
        Assert.Equal(0, await database.ReadAsync(db => db.SurveyInvitations.CountAsync()));

        var morning = RomeTime.FromRome(2026, 1, 30, 9, 0);
        database.Clock.SetUtcNow(morning);
        await database.ThankAsync();
        var first = await database.BallotOfAsync(people[0], MailKinds.WebinarThanks, morning);
        Assert.Equal(survey.Id, first.SurveyId);
        Assert.DoesNotContain(
            "/questionari/", await TextAsync(database, people[1], MailKinds.WebinarThanks, morning), StringComparison.Ordinal);

        await database.ComeInAsync(webinar, people.Skip(1).Take(1)); // a report was imported
        database.Clock.SetUtcNow(RomeTime.FromRome(2026, 1, 30, 21, 0));
        await database.InviteToSurveysAsync(); // not at night
        Assert.Equal(1, await database.ReadAsync(db => db.SurveyInvitations.CountAsync()));
        database.Clock.SetUtcNow(RomeTime.FromRome(2026, 1, 31, 8, 0));
        await database.InviteToSurveysAsync();
        await database.InviteToSurveysAsync();

        Assert.Equal(2, await database.ReadAsync(db => db.SurveyInvitations.CountAsync()));
        var second = await database.BallotOfAsync(people[1], MailKinds.QuestionnaireOpen, database.Clock.GetUtcNow());
        Assert.Equal(AnswerOutcome.Taken, await database.AnswerAsync(survey, second, survey.Answered(4)));
    }

    [Theory]
    [EachEngine]
    public async Task A_mail_that_has_left_brings_no_second_ballot_when_it_is_sent_again(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var people = await database.SignUpManyAsync(webinar, 1);
        await database.ComeInAsync(webinar, people);
        await database.OpenSurveyAsync(webinar);
        var morning = RomeTime.FromRome(2026, 1, 30, 9, 0);
        database.Clock.SetUtcNow(morning);
        await database.ThankAsync();
        Assert.Contains("/questionari/", await TextAsync(database, people[0], MailKinds.WebinarThanks, morning), StringComparison.Ordinal);

        await database.WriteAsync(db => db.OutgoingMails.Where(m => m.Kind == MailKinds.WebinarThanks)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.SentAt, morning)));

        Assert.DoesNotContain(
            "/questionari/", await TextAsync(database, people[0], MailKinds.WebinarThanks, morning), StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task Three_months_later_who_was_there_is_asked_again_unless_they_said_no(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var people = await database.SignUpManyAsync(webinar, 3);
        await database.ComeInAsync(webinar, people.Take(2));
        var first = await database.OpenSurveyAsync(webinar, audience: SurveyAudience.SignedUp);
        var later = await database.OpenSurveyAsync(
            webinar, SurveyRound.AtWork, SurveyAudience.Attended, opensAt: SurveyDefaults.OpensAtWork(webinar.EndsAt));
        Assert.Equal(RomeTime.FromRome(2026, 4, 29, 9, 0), later.OpensAt);
        database.Clock.SetUtcNow(RomeTime.FromRome(2026, 1, 30, 9, 0));
        await database.ThankAsync();
        Assert.Equal(3, await database.ReadAsync(db => db.SurveyInvitations.CountAsync()));
        Task<bool> DeclineAsync(bool declines) => database.InScopeAsync(services =>
            services.GetRequiredService<DeclineSurveys>().RunAsync(first.Id, people[0].Id, declines));
        Assert.True(await DeclineAsync(true));

        database.Clock.SetUtcNow(RomeTime.FromRome(2026, 4, 29, 9, 5));
        await database.InviteToSurveysAsync();
        Assert.Equal(
            [people[1].Id],
            await database.ReadAsync(db => db.SurveyInvitations.Where(i => i.SurveyId == later.Id)
                .Select(i => i.RegistrationId).ToListAsync()));

        Assert.True(await DeclineAsync(false));
        await database.InviteToSurveysAsync();
        Assert.Equal(2, await database.ReadAsync(db => db.SurveyInvitations.CountAsync(i => i.SurveyId == later.Id)));
    }

    private static async Task<string> TextAsync(
        TestDatabase database, Domain.Registrations.Registration person, string kind, DateTimeOffset now)
    {
        var mail = await database.ReadAsync(db => db.OutgoingMails.AsNoTracking()
            .SingleAsync(m => m.RegistrationId == person.Id && m.Kind == kind));
        var present = await database.ReadAsync(db => PresentFacts.OfAsync(db, mail, now));
        return (await database.Services.GetRequiredService<MailRenderer>().RenderAsync(mail, present.Content)).TextBody!;
    }
}
