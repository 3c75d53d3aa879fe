using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Presence;
using Coopera.Core.Presence.Evidence;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Presence;

/// <summary>What counts, and what staff add, take away and decide.</summary>
public sealed class PresenceByStaffTests
{
    [Theory]
    [EachEngine]
    public async Task What_really_took_place_is_what_counts_and_of_two_who_change_it_one_is_told(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(130);
        await AddAsync(there, maria, -30, 130);
        Assert.Equal(120, await there.MinutesAsync(maria));
        var content = new RuleContent(there.Minute(10), there.Minute(110), 90, OfPlannedTime: true);

        Assert.Equal(ChangeVerdict.Done, (await SetAsync(there, content, seen: "1")).Verdict);
        Assert.Equal(ChangeVerdict.AlreadySo, (await SetAsync(there, content, seen: "1")).Verdict);
        Assert.Equal(ChangeVerdict.Stale, (await SetAsync(there, content with { ThresholdPercent = 70 }, seen: "1")).Verdict);

        var attendance = await there.ReadAsync(db => db.AttendanceAsync(there.Webinar));
        Assert.Equal((100, 120), ((int)attendance.Of(maria.Id).TotalMinutes, (int)attendance.Whole.TotalMinutes));
        Assert.False(attendance.Reaches(maria.Id));
        Assert.Equal(83, attendance.PercentOf(attendance.Of(maria.Id)));
        Assert.Equal(ChangeVerdict.Done, (await SetAsync(there, content with { OfPlannedTime = false }, seen: "2")).Verdict);
        Assert.True((await there.ReadAsync(db => db.AttendanceAsync(there.Webinar))).Reaches(maria.Id));
        var line = await there.ReadAsync(db => db.AuditEntries.Where(e => e.Action == "presence.rule-set").OrderBy(e => e.Id).FirstAsync());
        Assert.Contains("Soglia: 80 %", line.Before, StringComparison.Ordinal);
        Assert.Contains("Soglia: 90 %", line.After, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task Hours_that_cannot_be_are_refused_with_the_field(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        there.At(130);
        async Task<string> FieldAsync(double? from, double? until, int threshold = 80)
        {
            DateTimeOffset? At(double? minute) => minute is { } m ? there.Minute(m) : null;
            var result = await SetAsync(there, new RuleContent(At(from), At(until), threshold, OfPlannedTime: false), seen: "1");
            Assert.Equal(ChangeVerdict.Refused, result.Verdict);
            return result.Field;
        }

        Assert.Equal("Until.Time", await FieldAsync(60, 60));
        Assert.Equal("Until.Time", await FieldAsync(null, -5));
        Assert.Equal("From.Time", await FieldAsync(-24 * 60, null));
        Assert.Equal("Until.Time", await FieldAsync(null, 24 * 60));
        Assert.Equal("Threshold", await FieldAsync(null, null, 0));
        Assert.Equal(0, await there.ReadAsync(db => db.AttendanceRules.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task What_staff_add_at_once_is_there_once_and_what_they_take_away_counts_no_longer_and_stays(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(130);

        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AddAsync(there, maria, 10, 70)));
        Assert.Single(added, result => result.Verdict == ChangeVerdict.Done);
        Assert.Equal(3, added.Count(result => result.Verdict == ChangeVerdict.AlreadySo));
        Assert.Equal(ChangeVerdict.Done, (await AddAsync(there, maria, 60, 100)).Verdict);
        Assert.Equal(90, await there.MinutesAsync(maria));
        var first = await there.ReadAsync(db => db.PresenceIntervals.AsNoTracking().OrderBy(p => p.Id).FirstAsync());
        Assert.Equal((AtTheWebinar.Anna, "Era in sala"), (first.StatedBy, first.Reason));

        var taken = await Task.WhenAll(TakeAwayAsync(there, maria, first.Id), TakeAwayAsync(there, maria, first.Id));

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.AlreadySo], taken.Select(result => result.Verdict).Order());
        Assert.Equal(40, await there.MinutesAsync(maria));
        Assert.Equal(2, await there.ReadAsync(db => db.PresenceIntervals.CountAsync()));
        Assert.Equal(ChangeVerdict.Done, (await there.UseAsync<CorrectPresence, ChangeResult>(
            correct => correct.PutBackAsync(AtTheWebinar.Asks(maria.Id, AtTheWebinar.Luca), first.Id))).Verdict);
        Assert.Equal(90, await there.MinutesAsync(maria));
        var lines = await there.ReadAsync(
            db => db.AuditEntries.Where(e => e.SubjectKey == $"iscrizione/{maria.Id}").OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(
            ["presence.added", "presence.added", "presence.taken-away", "presence.put-back"], lines.Select(line => line.Action));
        Assert.Equal(("Presenza: 90 minuti", "Presenza: 40 minuti"), (lines[2].Before, lines[2].After));
    }

    [Theory]
    [EachEngine]
    public async Task An_interval_outside_of_the_webinar_backwards_or_still_to_come_is_refused(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(100);

        Assert.Equal("From.Time", (await AddAsync(there, maria, -90, -10)).Field);
        Assert.Equal("Until.Time", (await AddAsync(there, maria, 50, 40)).Field);
        Assert.Equal("Until.Time", (await AddAsync(there, maria, 50, 110)).Field);
        Assert.Equal(ChangeVerdict.NotFound, (await TakeAwayAsync(there, maria, 999)).Verdict);
        Assert.Empty(await there.StaysAsync(maria));
    }

    [Theory]
    [EachEngine]
    public async Task Who_is_not_known_to_have_been_there_asks_once_and_of_two_who_decide_one_does(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(60);
        Assert.Equal(AskedPresence.NotPossible, await AskAsync(there, maria));
        there.At(150);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync(there, maria)));
        Assert.Single(asked, outcome => outcome == AskedPresence.Asked);
        Assert.Equal(3, asked.Count(outcome => outcome == AskedPresence.IsOpen));
        var id = await there.ReadAsync(db => db.PresenceRequests.Select(r => r.Id).SingleAsync());
        Assert.Equal("From.Time", (await DecideAsync(there, maria, id, there.Between(-60, -50))).Field);
        var decided = await Task.WhenAll(
            DecideAsync(there, maria, id, there.Between(0, 100)), DecideAsync(there, maria, id, null, AtTheWebinar.Luca));

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.Stale], decided.Select(result => result.Verdict).Order());
        var request = await there.ReadAsync(db => db.PresenceRequests.AsNoTracking().SingleAsync());
        Assert.Equal(request.State == PresenceRequestState.Accepted ? 100 : 0, await there.MinutesAsync(maria));
        var mail = Assert.IsType<PresenceDecided>(MailContent.FromJson(await there.ReadAsync(
            db => db.OutgoingMails.Where(m => m.Kind == MailKinds.PresenceDecided).Select(m => m.Content).SingleAsync())));
        Assert.Equal((request.State == PresenceRequestState.Accepted, "Ecco la risposta."), (mail.Span is not null, mail.Answer));
    }

    [Theory]
    [EachEngine]
    public async Task After_three_requests_one_writes_to_the_secretariat(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(150);
        for (var time = 0; time < PresenceRequest.Most; time++)
        {
            Assert.Equal(AskedPresence.Asked, await AskAsync(there, maria));
            var id = await there.ReadAsync(db => db.PresenceRequests.Where(r => r.OpenKey != null).Select(r => r.Id).SingleAsync());
            Assert.Equal(ChangeVerdict.Done, (await DecideAsync(there, maria, id, null)).Verdict);
        }

        Assert.Equal(AskedPresence.TooMany, await AskAsync(there, maria));
    }

    [Theory]
    [EachEngine]
    public async Task What_was_known_of_somebody_is_not_the_presence_of_who_takes_their_place(DatabaseProvider engine)
    {
        await using var there = await AtTheWebinar.BeginAsync(engine);
        var maria = await there.SignUpAsync(People.Person());
        there.At(0);
        await there.EnterAsync(maria);
        there.At(50);
        await AddAsync(there, maria, 0, 40);

        var result = await there.UseAsync<SubstitutePerson, ChangeResult>(substitute => substitute.RunAsync(
            AtTheWebinar.Asks(maria.Id, seen: $"{maria.Revision}"), People.Number(2), People.Notice, "letta per telefono", "Malattia"));

        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        Assert.Equal(0, await there.MinutesAsync(maria));
        Assert.Empty(await there.StaysAsync(maria));
        Assert.All(
            await there.ReadAsync(db => db.PresenceIntervals.AsNoTracking().ToListAsync()),
            stay => Assert.Equal("Era la presenza della persona di prima, poi sostituita.", stay.ExclusionReason));
    }

    private static Task<ChangeResult> SetAsync(AtTheWebinar there, RuleContent content, string seen) =>
        there.UseAsync<SetAttendanceRule, ChangeResult>(set => set.RunAsync(AtTheWebinar.Asks(there.Webinar.Id, seen: seen), content));

    private static Task<ChangeResult> AddAsync(AtTheWebinar there, Registration person, double from, double until) =>
        there.UseAsync<CorrectPresence, ChangeResult>(
            correct => correct.AddAsync(AtTheWebinar.Asks(person.Id), there.Between(from, until), "Era in sala"));

    private static Task<ChangeResult> TakeAwayAsync(AtTheWebinar there, Registration person, long interval) =>
        there.UseAsync<CorrectPresence, ChangeResult>(
            correct => correct.TakeAwayAsync(AtTheWebinar.Asks(person.Id), interval, "Non era lei"));

    private static Task<AskedPresence> AskAsync(AtTheWebinar there, Registration person) => there.UseAsync<AskPresence, AskedPresence>(
        ask => ask.RunAsync(person, there.Webinar, "C’ero, dal telefono."));

    private static Task<ChangeResult> DecideAsync(
        AtTheWebinar there, Registration person, Guid request, TimeWindow? window, string staff = AtTheWebinar.Anna) =>
        there.UseAsync<DecidePresence, ChangeResult>(
            decide => decide.RunAsync(AtTheWebinar.Asks(person.Id, staff), request, window, "Ecco la risposta."));
}
