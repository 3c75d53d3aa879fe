using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars.Questions;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>A form is read by what was so a moment ago; what holds under the webinar's lock decides, whatever node changed it.</summary>
public sealed class RecentWebinarTests
{
    private const string Staff = "redazione@anci.example";

    [Theory]
    [EachEngine]
    public async Task A_question_that_another_node_puts_right_in_between_is_asked_again(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);
        var table = await nodes.AskAsync(Questions.Table);
        var known = await nodes.FindAsync();

        await nodes.ChangeAsync(table, Questions.Table with { Options = ["Mattina", "Notte"] }); // in place: nobody has answered

        Assert.Same(known, await nodes.FindAsync()); // nobody has told this node
        Assert.Equal(SignUpOutcome.QuestionsChanged, await nodes.SignUpAsync(known.Questions.Checked((table, "Sera"))));
        Assert.False(await nodes.Here.ReadAsync(db => db.Registrations.AnyAsync()));
        var now = await nodes.ReadAsync();
        Assert.Equal(SignUpOutcome.Confirmed, await nodes.SignUpAsync(now.Questions.Checked((now.Questions.Questions.Single(), "Notte"))));
    }

    [Theory]
    [EachEngine]
    public async Task The_first_question_of_a_webinar_is_not_missed_by_who_was_shown_none(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);
        var known = await nodes.FindAsync();

        await nodes.AskAsync(Questions.Table with { Required = true });

        Assert.Same(known, await nodes.FindAsync());
        Assert.Equal(SignUpOutcome.QuestionsChanged, await nodes.SignUpAsync(known.Questions.Checked()));
    }

    [Theory]
    [EachEngine]
    public async Task Questions_that_only_changed_places_are_the_same_questions(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);
        var (table, lunch) = (await nodes.AskAsync(Questions.Table), await nodes.AskAsync(Questions.Lunch));
        var known = await nodes.FindAsync();

        var moved = await nodes.ThereAsync(services => services.GetRequiredService<MoveQuestion>().RunAsync(
            new ChangeRequest<QuestionId>(new(nodes.Webinar.Id, lunch.Key), MoveQuestion.Order(known.Questions), Staff), up: true));

        Assert.Equal(ChangeVerdict.Done, moved.Verdict);
        Assert.NotEqual(known.Webinar.QuestionsVersion, (await nodes.ReadAsync()).Webinar.QuestionsVersion);
        Assert.Equal(SignUpOutcome.Confirmed, await nodes.SignUpAsync(known.Questions.Checked((table, "Sera"))));
    }

    [Theory]
    [EachEngine]
    public async Task A_webinar_that_another_node_cancels_in_between_takes_nobody(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);
        var known = await nodes.FindAsync();

        await nodes.ElsewhereAsync(webinar => webinar.Cancel("Rinviato"));

        Assert.Equal(WebinarStatus.Published, (await nodes.FindAsync()).Webinar.Status);
        Assert.Equal(SignUpOutcome.NotOpen, await nodes.SignUpAsync(known.Questions.Checked()));
        Assert.Equal(WebinarStatus.Cancelled, (await nodes.ReadAsync()).Webinar.Status);
    }

    [Theory]
    [EachEngine]
    public async Task A_telephone_number_that_is_no_longer_asked_for_is_not_kept(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);
        var person = People.Number(1) with { Phone = "+39 091 1234567" };

        await nodes.SignUpAsync(null, person);

        Assert.Null((await nodes.Here.ReadAsync(db => db.Registrations.SingleAsync())).Phone);
    }

    [Theory]
    [EachEngine]
    public async Task What_is_changed_here_is_forgotten_at_once_and_what_is_changed_elsewhere_after_a_second(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);
        var first = await nodes.FindAsync();
        await nodes.SignUpAsync(first.Questions.Checked());
        Assert.Same(first, await nodes.FindAsync()); // who signs up changes nothing in it

        await nodes.Here.AskAsync(nodes.Webinar, Questions.Lunch);
        var second = await nodes.FindAsync();
        Assert.Single(second.Questions.Questions);

        await nodes.AskAsync(Questions.Table);
        Assert.Same(second, await nodes.FindAsync());
        nodes.Here.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await nodes.FindAsync()).Questions.Questions.Count);
    }

    [Theory]
    [EachEngine]
    public async Task Only_changes_of_questions_move_their_version(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);
        var versions = new List<int> { await VersionAsync() };
        var lunch = await nodes.AskAsync(Questions.Lunch);
        versions.Add(await VersionAsync());
        await nodes.SignUpAsync((await nodes.ReadAsync()).Questions.Checked((lunch, Question.Yes)));
        Assert.Equal(versions[^1], await VersionAsync());
        await nodes.ChangeAsync(lunch, Questions.Lunch with { Hint = "Alle 13." });
        versions.Add(await VersionAsync());
        await nodes.ElsewhereAsync(webinar => webinar.Cancel("Rinviato"));
        Assert.Equal(versions[^1], await VersionAsync());
        var latest = (await nodes.ReadAsync()).Questions.Questions.Single();
        await nodes.ThereAsync(services => services.GetRequiredService<RemoveQuestion>()
            .RunAsync(new ChangeRequest<QuestionId>(new(nodes.Webinar.Id, latest.Key), latest.Mark(), Staff)));
        versions.Add(await VersionAsync());

        Assert.Equal(versions.Distinct().Order(), versions);

        Task<int> VersionAsync() => nodes.Here.ReadAsync(
            db => db.Webinars.Where(w => w.Id == nodes.Webinar.Id).Select(w => w.QuestionsVersion).SingleAsync());
    }

    [Theory]
    [EachEngine]
    public async Task A_draft_and_what_is_spelled_otherwise_leave_nothing_behind(DatabaseProvider engine)
    {
        await using var nodes = await Nodes.CreateAsync(engine);

        Assert.Null(await nodes.Here.ReadAsync(db => nodes.Recent.FindAsync(db, "non-c-e")));
        Assert.Null(await nodes.Here.ReadAsync(db => nodes.Recent.FindAsync(db, "bozza")));
    }

    private sealed class Nodes(TestDatabase here, ServiceProvider there, Webinar webinar) : IAsyncDisposable
    {
        public TestDatabase Here => here;

        public Webinar Webinar => webinar;

        public RecentWebinars Recent { get; } = here.Services.GetRequiredService<RecentWebinars>();

        public static async Task<Nodes> CreateAsync(DatabaseProvider engine)
        {
            var database = await TestDatabase.CreateAsync(engine);
            var start = TestDatabase.Now.AddDays(3);
            await database.WriteAsync(db => db.AddAsync(new Webinar("bozza", "Bozza", start, start.AddHours(1))).AsTask());
            return new Nodes(database, database.NewServices(), await database.WebinarAsync());
        }

        public async Task<RecentWebinar> FindAsync() => (await here.ReadAsync(db => Recent.FindAsync(db, webinar.Slug)))!;

        public async Task<RecentWebinar> ReadAsync() => (await here.ReadAsync(db => Recent.ReadAsync(db, webinar.Slug)))!;

        public async Task<T> ThereAsync<T>(Func<IServiceProvider, Task<T>> run)
        {
            await using var scope = there.CreateAsyncScope();
            return await run(scope.ServiceProvider);
        }

        public async Task<Question> AskAsync(QuestionContent content)
        {
            var asked = await ThereAsync(services => services.GetRequiredService<AddQuestion>().RunAsync(webinar.Id, content, Staff));
            Assert.Equal(ChangeVerdict.Done, asked.Verdict);
            return await here.ReadAsync(db => db.Questions.AsNoTracking().OrderByDescending(q => q.Id).FirstAsync());
        }

        public async Task ChangeAsync(Question question, QuestionContent content)
        {
            var request = new ChangeRequest<QuestionId>(new(webinar.Id, question.Key), question.Mark(), Staff);
            var changed = await ThereAsync(services => services.GetRequiredService<ChangeQuestion>().RunAsync(request, content));
            Assert.Equal(ChangeVerdict.Done, changed.Verdict);
        }

        public Task ElsewhereAsync(Action<Webinar> change) => ThereAsync(async services =>
        {
            await services.GetRequiredService<CooperaDb>().WriteAsync(async db =>
            {
                change(await db.Webinars.SingleAsync(w => w.Id == webinar.Id));
                await db.SaveChangesAsync();
            });
            return true;
        });

        public async Task<SignUpOutcome> SignUpAsync(AnswerSheet? answers, Participant? person = null) =>
            (await here.InScopeAsync(services => services.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, (person ?? People.Number(1)) with { Answers = answers }, People.Notice))).Outcome;

        public async ValueTask DisposeAsync()
        {
            await there.DisposeAsync();
            await here.DisposeAsync();
        }
    }
}
