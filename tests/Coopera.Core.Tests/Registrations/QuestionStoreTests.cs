using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars.Questions;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Questions, their versions and answers as every engine keeps them.</summary>
public sealed class QuestionStoreTests
{
    private static readonly string[] Awkward = ["\"Casa\", [prima] \\ o; dopo", "< 5.000 & oltre", "Città 😀", "{}", "'"];

    [Theory]
    [EachEngine]
    public async Task A_question_is_read_as_it_was_written(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var lunch = await AskAsync(database, webinar, Questions.Lunch);
        var content =
            new QuestionContent(QuestionKind.SeveralChoices, "Perché «così»?") { Hint = "Può bastare.", Required = true, Options = Awkward }
            .After(lunch, Question.Yes);

        var question = await AskAsync(database, webinar, content);

        Assert.True(content.IsSameAs(question.Content()));
        Assert.Equal(Awkward, question.Options);
        Assert.Equal((1, 2), (question.Version, question.Position));
        Assert.Empty(lunch.Options);
    }

    [Theory]
    [EachEngine]
    public async Task Answers_stay_with_the_version_they_were_given_to(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var topics = await AskAsync(database, webinar, Questions.Topics with { Options = Awkward });
        var first = await SignUpAsync(database, webinar, 1, (topics, Awkward[4]), (topics, Awkward[0]));
        var silent = await SignUpAsync(database, webinar, 2);

        await ChangeAsync(database, topics, Questions.Topics);
        var current = (await database.ReadAsync(db => QuestionSheet.CurrentAsync(db, webinar.Id))).Questions.Single();
        var second = await SignUpAsync(database, webinar, 3, (current, "Lavoro"));

        var sheet = await database.ReadAsync(db => QuestionSheet.ReadAsync(db, webinar.Id));
        var answers = await database.ReadAsync(db => sheet.AnswersAsync(db, [first, silent, second]));
        var line = Assert.Single(sheet.Lines);
        Assert.Equal([2, 1], line.Versions.Select(version => version.Version));
        Assert.Equal(
            ($"{Awkward[0]}; {Awkward[4]}", true, 1),
            (answers[first][topics.Key].Text, answers[first][topics.Key].IsOlder, answers[first][topics.Key].Version.Version));
        Assert.Equal(Awkward, answers[first][topics.Key].Version.Options);
        Assert.Equal(("Lavoro", false), (answers[second][topics.Key].Text, answers[second][topics.Key].IsOlder));
        Assert.False(answers.ContainsKey(silent));
    }

    [Theory]
    [EachEngine]
    public async Task Answers_checked_against_questions_that_have_changed_since_are_not_written(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var table = await AskAsync(database, webinar, Questions.Table);
        var early = (await database.ReadAsync(db => QuestionSheet.CurrentAsync(db, webinar.Id))).Checked((table, "Sera"));
        var registration = await SignUpAsync(database, webinar, 1, (table, "Mattina"));
        await ChangeAsync(database, table, Questions.Table with { Options = ["Mattina", "Notte"] });

        var known = await RunAsync(database, webinar, People.Number(1) with { Answers = early });
        var unknown = await RunAsync(database, webinar, People.Number(2) with { Answers = early });
        var stored = await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync());
        var changed = await database.InScopeAsync(services => services.GetRequiredService<ChangeRegistration>()
            .RunAsync(stored, People.Number(1) with { FirstName = "Anna", Answers = early }));

        Assert.Equal(
            (SignUpOutcome.QuestionsChanged, SignUpOutcome.QuestionsChanged, ChangeRegistrationOutcome.QuestionsChanged),
            (known, unknown, changed));
        Assert.Equal("Persona", stored.FirstName);
        Assert.Equal((registration, "Mattina"), await database.ReadAsync(
            async db => ((await db.Answers.SingleAsync()).RegistrationId, (await db.Answers.SingleAsync()).Value)));
        Assert.False(await database.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.Kind == MailKinds.AlreadyRegistered)));
    }

    [Theory]
    [EachEngine]
    public async Task Changing_a_registration_without_answers_leaves_them_alone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var lunch = await AskAsync(database, webinar, Questions.Lunch);
        await SignUpAsync(database, webinar, 1, (lunch, Question.Yes));
        var stored = await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync());

        await database.InScopeAsync(
            services => services.GetRequiredService<ChangeRegistration>().RunAsync(stored, People.Number(1) with { FirstName = "Anna" }));

        Assert.Equal(Question.Yes, (await database.ReadAsync(db => db.Answers.SingleAsync())).Value);
    }

    [Theory]
    [EachEngine]
    public async Task Two_who_change_the_same_question_at_once_make_one_version_and_two_who_add_one_get_two_places(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var table = await AskAsync(database, webinar, Questions.Table);
        await SignUpAsync(database, webinar, 1, (table, "Sera"));

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => ChangeAsync(database, table, Questions.Table with { Options = ["Sera", $"Altro {i}"] })));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(database, webinar, Questions.Note)));

        Assert.Single(outcomes, ChangeVerdict.Done);
        Assert.Equal(3, outcomes.Count(outcome => outcome == ChangeVerdict.Stale));
        var sheet = await database.ReadAsync(db => QuestionSheet.ReadAsync(db, webinar.Id));
        Assert.Equal(2, sheet.Lines[0].Versions.Count);
        Assert.Equal([1, 2, 3, 4, 5], sheet.Current.Questions.Select(q => q.Position));
    }

    [Theory]
    [EachEngine]
    public async Task Answers_of_more_people_than_one_statement_takes_are_all_read(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var lunch = await AskAsync(database, webinar, Questions.Lunch);
        var people = Enumerable.Range(1, 1100)
            .Select(i => Registration.SignUp(webinar.Id, i, null, People.Number(i), People.Notice, TestDatabase.Now))
            .ToList();
        await database.ReadAsync(database => database.WriteAsync(async db =>
        {
            db.Registrations.AddRange(people);
            db.Answers.AddRange(people.Select(person => new Answer(person.Id, lunch.Id, Question.No)));
            await db.SaveChangesAsync();
        }));

        var sheet = await database.ReadAsync(db => QuestionSheet.ReadAsync(db, webinar.Id));
        var answers = await database.ReadAsync(db => sheet.AnswersAsync(db, [.. people.Select(person => person.Id)]));

        Assert.Equal(1100, answers.Count);
        Assert.All(answers.Values, answer => Assert.Equal("no", answer[lunch.Key].Text));
    }

    private static async Task<Question> AskAsync(TestDatabase database, Webinar webinar, QuestionContent content)
    {
        var result = await database.InScopeAsync(
            services => services.GetRequiredService<AddQuestion>().RunAsync(webinar.Id, content, "redazione@anci.example"));
        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        return await database.ReadAsync(
            db => db.Questions.AsNoTracking().Where(q => q.WebinarId == webinar.Id).OrderByDescending(q => q.Id).FirstAsync());
    }

    private static async Task<ChangeVerdict> ChangeAsync(TestDatabase database, Question question, QuestionContent content) =>
        (await database.InScopeAsync(services => services.GetRequiredService<ChangeQuestion>()
            .RunAsync(new ChangeRequest<QuestionId>(new(question.WebinarId, question.Key), question.Mark(), "redazione@anci.example"),
                content))).Verdict;

    private static async Task<Guid> SignUpAsync(
        TestDatabase database, Webinar webinar, int number, params (Question Question, string Value)[] given)
    {
        var sheet = (await database.ReadAsync(db => QuestionSheet.CurrentAsync(db, webinar.Id))).Checked(given);
        var person = People.Number(number);
        Assert.Equal(SignUpOutcome.Confirmed, await RunAsync(database, webinar, person with { Answers = sheet }));
        return await database.ReadAsync(db => db.Registrations.Where(r => r.EmailKey == person.Email.Key).Select(r => r.Id).SingleAsync());
    }

    private static async Task<SignUpOutcome> RunAsync(TestDatabase database, Webinar webinar, Participant participant) =>
        (await database.InScopeAsync(
            services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, participant, People.Notice))).Outcome;
}
