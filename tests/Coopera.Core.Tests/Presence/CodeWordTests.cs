using Coopera.Core.Changes;
using Coopera.Core.Presence.Evidence;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Presence;

/// <summary>A word that is said in the session, and who types it.</summary>
public sealed class CodeWordTests
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(15);

    [Theory]
    [EachEngine]
    public async Task A_word_in_time_joins_with_the_entry_and_is_noted_once_however_often_it_is_sent(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(2);
        await there.EnterAsync(maria);
        Assert.Equal(0, await there.MinutesAsync(maria));
        there.At(40);
        var word = await SayAsync(there);
        there.At(45);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => GiveAsync(there, maria, word.ToUpperInvariant())));
        there.At(80);
        await GiveAsync(there, maria, await SayAsync(there, "Lava nera"));

        Assert.Single(answers, answer => answer.Outcome == GivenWord.Noted);
        Assert.Equal(4, answers.Count(answer => answer.Outcome == GivenWord.NotedBefore));
        Assert.Equal(
            [(PresenceSource.EntryPage, 2, 2), (PresenceSource.CodeWord, 2, 45), (PresenceSource.CodeWord, 45, 80)],
            await there.StaysAsync(maria));
        Assert.Equal(78, await there.MinutesAsync(maria));
    }

    [Theory]
    [EachEngine]
    public async Task Who_did_not_enter_was_there_for_a_moment_and_a_late_or_wrong_word_leaves_nothing(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(30);
        var word = await SayAsync(there);
        there.At(31);
        Assert.Equal(GivenWord.Wrong, (await GiveAsync(there, maria, "mandorlo")).Outcome);
        Assert.Equal(GivenWord.Noted, (await GiveAsync(there, maria, word)).Outcome);
        there.At(50);
        var second = await SayAsync(there);
        there.At(60);

        Assert.Equal(new WordAnswer(GivenWord.Late, there.Minute(60)), await GiveAsync(there, maria, second));
        Assert.Equal([(PresenceSource.CodeWord, 31, 31)], await there.StaysAsync(maria));
        Assert.Equal(0, await there.MinutesAsync(maria));
    }

    [Theory]
    [EachEngine]
    public async Task Nobody_guesses_a_word_and_who_tried_too_often_may_again_after_ten_minutes(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(30);
        var word = await SayAsync(there);
        for (var time = 0; time < WrongWords.Most; time++)
        {
            Assert.Equal(GivenWord.Wrong, (await GiveAsync(there, maria, $"parola {time}")).Outcome);
        }

        Assert.Equal(new WordAnswer(GivenWord.TooManyTries, there.Minute(40)), await GiveAsync(there, maria, word));
        there.At(40);
        Assert.Equal(GivenWord.Late, (await GiveAsync(there, maria, word)).Outcome);
        Assert.Equal(GivenWord.Noted, (await GiveAsync(there, maria, await SayAsync(there))).Outcome);
    }

    [Theory]
    [EachEngine]
    public async Task Without_a_place_or_with_an_old_link_a_word_is_worth_nothing(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(30);
        var word = await SayAsync(there);
        await there.Database.WriteAsync(async db => (await db.Registrations.SingleAsync()).VoidLinks());
        Assert.Equal(GivenWord.NotIn, (await GiveAsync(there, maria, word)).Outcome);
        await there.Database.WriteAsync(async db => (await db.Registrations.SingleAsync()).Cancel("No", there.Minute(30)));
        var cancelled = await there.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync());

        Assert.Equal(RegistrationStatus.Cancelled, cancelled.Status);
        Assert.Equal(GivenWord.NotIn, (await GiveAsync(there, cancelled, word)).Outcome);
        Assert.Equal(0, await there.ReadAsync(db => db.PresenceIntervals.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Words_are_said_while_it_takes_place_each_once_and_two_colleagues_may_have_one_each(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        there.At(-20);
        Assert.Equal(ChangeVerdict.Refused, (await AskAsync(there, null)).Verdict);
        there.At(30);
        Assert.Equal(["Word", "Word"], await Task.WhenAll(new[] { "ab", "<b>parola" }.Select(
            async word => (await AskAsync(there, word)).Field)));

        var both = await Task.WhenAll(AskAsync(there, null), AskAsync(there, null));

        Assert.All(both, result => Assert.Equal(ChangeVerdict.Done, result.Verdict));
        Assert.Equal(2, await there.ReadAsync(db => db.CodeWords.Select(w => w.Key).Distinct().CountAsync()));
        var said = await there.ReadAsync(db => db.CodeWords.Select(w => w.Word).FirstAsync());
        Assert.Equal(ChangeVerdict.Refused, (await AskAsync(there, said.ToUpperInvariant())).Verdict);
        there.At(150);
        Assert.Equal(ChangeVerdict.Refused, (await AskAsync(there, null)).Verdict);
        Assert.Equal(2, await there.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == "presence.word-said")));
    }

    private static Task<ChangeResult> AskAsync(AtTheWebinar there, string? own) => there.UseAsync<SayCodeWord, ChangeResult>(
        say => say.RunAsync(AtTheWebinar.Asks(there.Webinar.Id), own, Early));

    private static async Task<string> SayAsync(AtTheWebinar there, string? own = null)
    {
        Assert.Equal(ChangeVerdict.Done, (await AskAsync(there, own)).Verdict);
        return await there.ReadAsync(db => db.CodeWords.OrderByDescending(w => w.Id).Select(w => w.Word).FirstAsync());
    }

    private static Task<WordAnswer> GiveAsync(AtTheWebinar there, Registration person, string word) =>
        there.UseAsync<GiveCodeWord, WordAnswer>(give => give.RunAsync(person, word));
}
