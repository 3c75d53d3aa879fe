using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.OwnData;
using Coopera.Core.Registrations;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.OwnData;

/// <summary>Who asks to be forgotten is, at once as far as it is theirs alone.</summary>
public sealed class ErasureTests
{
    /// <summary>What an erasure may leave of the address: the request, and mails about it or still to go.</summary>
    private static readonly string[] Allowed = ["DataLinks.", "DataRequests.", "OutgoingMails."];

    [Theory]
    [EachEngine]
    public async Task The_address_the_name_and_the_words_are_nowhere_any_more_and_the_figures_are_as_they_were(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (past, coming) = await database.EverythingAsync();
        var before = await FiguresAsync(database, past.Id);

        await database.EraseAsync();

        Assert.Equal(before, await FiguresAsync(database, past.Id));
        var left = await database.WhereAsync("maria.rossi");
        Assert.DoesNotContain(left, place => !Allowed.Any(allowed => place.StartsWith(allowed, StringComparison.Ordinal)));
        var mails = await database.ReadAsync(db => db.OutgoingMails.AsNoTracking()
            .Where(m => m.Mailbox == OwnDataPeople.Address).ToListAsync());
        Assert.Equal([MailKinds.DataRequestTold, MailKinds.RegistrationCancelled], mails.Select(m => m.Kind).Order());
        var request = await database.ReadAsync(db => db.DataRequests.SingleAsync());
        Assert.Equal((DataRequestStatus.Done, 2, null), (request.Status, request.Forgotten, request.ClosedBy));

        // What had still to go out has gone; a month later nothing is left but that somebody asked.
        await SendAllAsync(database);
        await RunTracesAsync(database);
        Assert.Equal(
            ["OutgoingMails.Mailbox: 1", "OutgoingMails.Recipient: 1"],
            (await database.WhereAsync("maria.rossi")).Where(place => place.StartsWith("OutgoingMails", StringComparison.Ordinal)).Order());
        database.Clock.Advance(TimeSpan.FromDays(DataRequestPhrases.MailsKeptDays + 1));
        await RunTracesAsync(database);
        Assert.Equal(
            ["DataRequests.Email: 1", "DataRequests.EmailKey: 1"], (await database.WhereAsync("maria.rossi")).Order());
        Assert.Empty(await database.WhereAsync("Maria Rossi"));
        database.Clock.Advance(TimeSpan.FromDays(31 * (DataRequest.MonthsKept + 1)));
        await RunTracesAsync(database);
        Assert.Empty(await database.WhereAsync("maria.rossi"));
        Assert.Equal(before, await FiguresAsync(database, past.Id));
        Assert.Equal(1, await database.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == coming.Id)));
    }

    [Theory]
    [EachEngine]
    public async Task A_place_that_is_given_up_so_goes_to_who_waits_and_the_calendar_is_told(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await database.SignUpAsync(webinar.Id);
        await database.SignUpAsync(webinar.Id, "aspetta@comune.example", "Luca", "Bianchi");

        await database.EraseAsync();

        var luca = await database.RegistrationAsync(webinar.Id, "Luca");
        Assert.Equal(RegistrationStatus.Confirmed, luca.Status);
        var gone = await database.ReadAsync(
            db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinar.Id && r.ForgottenAt != null));
        Assert.Equal((RegistrationStatus.Cancelled, null), (gone.Status, gone.ActiveKey));
        var told = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.RegistrationCancelled));
        Assert.Equal((OutgoingMailStatus.Queued, OwnDataPeople.Address), (told.Status, told.Recipient.Display));
        Assert.True(told.NextAttemptAt <= database.Clock.GetUtcNow());
        Assert.NotNull(MailContent.FromJson(told.Content).Calendar);
        await database.SignUpAsync(webinar.Id); // and may come again, as anybody
        Assert.Equal(RegistrationStatus.Waiting, (await database.RegistrationAsync(webinar.Id)).Status);
    }

    [Theory]
    [EachEngine]
    public async Task Who_has_cancelled_a_moment_ago_frees_the_place_too_and_the_calendar_still_hears_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await database.SignUpAsync(webinar.Id);
        await database.SignUpAsync(webinar.Id, "aspetta@comune.example", "Luca", "Bianchi");
        var registration = await database.RegistrationAsync(webinar.Id);
        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<CancelRegistration>().RunAsync(registration, null);
            return true;
        });

        await database.EraseAsync();

        Assert.Equal(RegistrationStatus.Confirmed, (await database.RegistrationAsync(webinar.Id, "Luca")).Status);
        var told = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.RegistrationCancelled));
        Assert.Equal((OutgoingMailStatus.Queued, true), (told.Status, told.NextAttemptAt <= database.Clock.GetUtcNow()));
    }

    [Theory]
    [EachEngine]
    public async Task Asked_twice_or_twice_at_once_it_is_done_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.EverythingAsync();
        var form = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<AskErasure>().RunAsync(OwnDataPeople.Email, null, form);
            return true;
        })));

        await database.EraseAsync(); // another form, and nothing is there any more
        Assert.Equal(1, await database.ReadAsync(db => db.DataRequests.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.DataRequestTold)));
    }

    [Theory]
    [EachEngine]
    public async Task At_a_mailbox_of_several_nothing_goes_until_staff_say_whose_it_is(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (past, _) = await database.EverythingAsync();
        var other = await database.WebinarAsync();
        await database.SignUpAsync(other.Id, first: "Luca", last: "Bianchi");

        await database.EraseAsync(who: "Maria Rossi");
        await database.EraseAsync(who: "Luca Bianchi"); // one waits already

        var request = await database.ReadAsync(db => db.DataRequests.AsNoTracking().SingleAsync());
        Assert.Equal((DataRequestStatus.Open, "Maria Rossi", 0), (request.Status, request.Who, request.Forgotten));
        Assert.Equal(Domain.RomeTime.Day(TestDatabase.Now).AddMonths(1), request.DueOn);
        Assert.False(await database.ReadAsync(db => db.Registrations.AnyAsync(r => r.ForgottenAt != null)));

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        var marias = await database.RegistrationAsync(past.Id);
        Assert.Equal(ChangeVerdict.Refused, (await ForgetAsync(database, request, "0")).Verdict);
        Assert.Equal(ChangeVerdict.Done, (await ForgetAsync(database, request, "0", marias.Id)).Verdict);
        Assert.Equal(ChangeVerdict.AlreadySo, (await ForgetAsync(database, request, "0", marias.Id)).Verdict);
        Assert.Equal(ChangeVerdict.Stale, (await CloseAsync(database, request, "0", "Fatto.")).Verdict);
        Assert.Equal(ChangeVerdict.Refused, (await CloseAsync(database, request, "1", " ")).Verdict);
        Assert.Equal(ChangeVerdict.Done, (await CloseAsync(database, request, "1", "Fatto.")).Verdict);
        Assert.Equal(ChangeVerdict.AlreadySo, (await CloseAsync(database, request, "1", "Fatto.")).Verdict);

        Assert.Equal("Luca", (await database.RegistrationAsync(other.Id, "Luca")).FirstName);
        var told = await database.ReadAsync(db => db.OutgoingMails.AsNoTracking().Where(m => m.Kind == MailKinds.DataRequestTold)
            .OrderBy(m => m.Id).Select(m => m.Content).ToListAsync());
        Assert.Equal(["Open", "Done"], told.Select(content => ((DataRequestTold)MailContent.FromJson(content)).Status.ToString()));
        Assert.All(told, content => Assert.DoesNotContain("Maria", content, StringComparison.Ordinal));
        var register = await database.ReadAsync(db => db.AuditEntries.AsNoTracking()
            .Where(e => e.Action.StartsWith("data-request")).OrderBy(e => e.Number).ToListAsync());
        Assert.Equal([AuditAction.DataForgotten, AuditAction.DataRequestDone], register.Select(e => e.Action));
        Assert.All(register, e => Assert.DoesNotContain(
            "maria", $"{e.Subject} {e.Details} {e.Before} {e.After}", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [EachEngine]
    public async Task A_registration_of_another_address_is_emptied_by_nobody(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await database.SignUpAsync(webinar.Id, "altra@comune.example", "Luca", "Bianchi");
        await database.WriteAsync(db => db.DataRequests.AddAsync(new DataRequest(
            DataRequestKind.Erasure, OwnDataPeople.Email, null, null, TestDatabase.Now)).AsTask());
        var request = await database.ReadAsync(db => db.DataRequests.AsNoTracking().SingleAsync());

        var result = await ForgetAsync(database, request, "0", (await database.RegistrationAsync(webinar.Id, "Luca")).Id);

        Assert.Equal(ChangeVerdict.Refused, result.Verdict);
        Assert.Equal("Luca", (await database.RegistrationAsync(webinar.Id, "Luca")).FirstName);
    }

    [Theory]
    [EachEngine]
    public async Task Whom_a_body_names_stays_until_staff_have_looked_and_is_told_why(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SignUpAsync((await database.WebinarAsync()).Id);
        await database.AddAsync("083016", AdhesionStatus.Draft);
        await database.WriteAsync(db => db.Adhesions.Where(a => a.PublicBodyCode == "083016" && a.Status == AdhesionStatus.Draft)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Email, OwnDataPeople.Email)));

        await database.EraseAsync();

        var request = await database.ReadAsync(db => db.DataRequests.AsNoTracking().SingleAsync());
        Assert.Equal((DataRequestStatus.Open, 1), (request.Status, request.Forgotten));
        Assert.Single((await database.BookAsync()).Of.Adhesions);
        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.DataRequestTold));
        Assert.Contains(StaysBehind.Adhesions, ((DataRequestTold)MailContent.FromJson(mail.Content)).Stays);
    }

    [Theory]
    [EachEngine]
    public async Task Nobody_who_was_forgotten_is_written_to_invited_or_named(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (past, _) = await database.EverythingAsync();
        await database.EraseAsync();

        var audience = await database.InScopeAsync(services => services.GetRequiredService<Coopera.Core.Mailings.Audiences>()
            .ReadAsync(new Domain.Mailings.Audience(Domain.Mailings.AudienceKind.People) { WebinarId = past.Id }));
        await database.InScopeAsync(services => services.GetRequiredService<Coopera.Core.Reminders.PlanReminders>().RunAsync());

        Assert.DoesNotContain(audience.People, addressee => !addressee.Email.IsGiven);
        Assert.False(await database.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.Kind == MailKinds.WebinarThanks
            && db.Registrations.Any(r => r.Id == m.RegistrationId && r.ForgottenAt != null))));
    }

    private static Task<string> FiguresAsync(TestDatabase database, int webinarId) => database.ReadAsync(async db =>
        $"{await db.Registrations.CountAsync(r => r.WebinarId == webinarId && r.ActiveKey != null)} "
        + $"{await db.Registrations.Where(r => r.WebinarId == webinarId).Select(r => r.EmailKey).Distinct().CountAsync()} "
        + $"{await db.Registrations.CountAsync(r => r.WebinarId == webinarId && r.PublicBodyCode == "083016")} "
        + $"{await db.PresenceIntervals.CountAsync()} {await db.Reminders.CountAsync()} "
        + $"{await db.Answers.CountAsync(a => a.Value == Domain.Webinars.Question.Yes)} {await db.SchedaRequests.CountAsync()}");

    private static Task SendAllAsync(TestDatabase database) => database.WriteAsync(db => db.OutgoingMails
        .Where(m => m.Status == OutgoingMailStatus.Queued).ExecuteUpdateAsync(m => m
            .SetProperty(x => x.Status, OutgoingMailStatus.Sent).SetProperty(x => x.SentAt, database.Clock.GetUtcNow())));

    private static Task RunTracesAsync(TestDatabase database) =>
        database.InScopeAsync(services => ActivatorUtilities.CreateInstance<ForgetOwnDataTraces>(services).RunAsync());

    private static Task<ChangeResult> ForgetAsync(TestDatabase database, DataRequest request, string seen, params Guid[] registrations) =>
        database.InScopeAsync(services => services.GetRequiredService<ForgetForRequest>().RunAsync(
            new ChangeRequest<Guid>(request.Id, seen, "segreteria@anci.example"), registrations));

    private static Task<ChangeResult> CloseAsync(TestDatabase database, DataRequest request, string seen, string answer) =>
        database.InScopeAsync(services => services.GetRequiredService<CloseDataRequest>().RunAsync(
            new ChangeRequest<Guid>(request.Id, seen, "segreteria@anci.example"), DataRequestStatus.Done, answer));
}
