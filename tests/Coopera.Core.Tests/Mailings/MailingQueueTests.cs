using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mailings;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Mailings;

/// <summary>From a text to the rows of the outbox, and back out of it, on every engine.</summary>
public sealed class MailingQueueTests
{
    private const int Many = 1234;

    [Theory]
    [EachEngine]
    public async Task Cut_off_half_way_it_goes_on_and_nobody_is_left_out_or_gets_two(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpManyAsync(database, webinar.Id);
        var id = await QueueAsync(database, new Audience(AudienceKind.People, webinar.Id, PeopleStates.Confirmed));

        using (var stopped = new StopsAfter(database.Clock, reads: 2))
        {
            await using var scope = database.Services.CreateAsyncScope();
            var queue = ActivatorUtilities.CreateInstance<QueueMailings>(scope.ServiceProvider, stopped);
            await queue.RunAsync(stopped.Token);
        }

        var half = await database.ReadAsync(db => db.Mailings.AsNoTracking().SingleAsync());
        Assert.Equal(MailingStatus.Queueing, half.Status);
        Assert.Equal(half.Mails, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.InRange(half.Mails, 1, Many - 1);
        await Task.WhenAll(RunAsync(database), RunAsync(database)); // two nodes at once, too
        await RunAsync(database);

        var mails = await database.ReadAsync(db => db.OutgoingMails.AsNoTracking().ToListAsync());
        Assert.Equal((Many, Many), (mails.Count, mails.Select(mail => mail.Recipient.Key).Distinct().Count()));
        Assert.All(mails, mail => Assert.Equal((id, MailCause.Staff), (mail.MailingId!.Value, mail.Cause!.Value)));
        var done = await database.ReadAsync(db => db.Mailings.AsNoTracking().SingleAsync());
        Assert.Equal((MailingStatus.Queued, Many), (done.Status, done.Mails));
        Assert.Equal(Many, await database.ReadAsync(db => db.OutgoingMails.CountAsync(MailKinds.IsBulk)));
    }

    [Theory]
    [EachEngine]
    public async Task Withdrawn_nothing_that_waits_goes_out_and_the_register_says_how_many(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar.Id, 3);
        var id = await QueueAsync(database, new Audience(AudienceKind.People, webinar.Id, PeopleStates.Confirmed));
        await RunAsync(database);
        await database.WriteAsync(
            async db => (await db.OutgoingMails.OrderBy(m => m.Id).FirstAsync()).MarkSent(database.Clock.GetUtcNow()));

        var result = await InScopeAsync<ChangeMailing, ChangeResult>(
            database, change => change.WithdrawAsync(new ChangeRequest<Guid>(id, null, "maria@anci.example")));

        Assert.Equal((ChangeVerdict.Done, "Messaggio ritirato: 2 email non partono più."), (result.Verdict, result.Sentence));
        var kinds = await database.ReadAsync(
            db => db.OutgoingMails.AsNoTracking().OrderBy(m => m.Id).Select(m => m.FailureKind).ToListAsync());
        Assert.Equal([null, MailFailureKind.MessageWithdrawn, MailFailureKind.MessageWithdrawn], kinds);
        var progress = await database.ReadAsync(db => MailingProgress.OfAsync(db, id, SendingLimits.None, database.Clock.GetUtcNow()));
        Assert.Equal((1, 0, 2, null), (progress.Sent, progress.Waiting, progress.Withdrawn, progress.EndsAt));
        var again = await InScopeAsync<ChangeMailing, ChangeResult>(
            database, change => change.WithdrawAsync(new ChangeRequest<Guid>(id, null, "maria@anci.example")));
        Assert.Equal(ChangeVerdict.AlreadySo, again.Verdict);
    }

    [Theory]
    [EachEngine]
    public async Task Who_asked_for_invitations_gets_one_unless_they_are_there_already_or_their_address_fails(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (past, next) = (await database.WebinarAsync(), await database.WebinarAsync());
        await SignUpAsync(database, past.Id, 6, wanting: true);
        await SignUpAsync(database, next.Id, 1); // Numero 1 is there
        await database.WriteAsync(async db =>
        {
            (await db.Registrations.SingleAsync(r => r.EmailKey == "persona2@comune.example")).ChooseInvitations(false);
            var failed = new OutgoingMail(
                MailCause.Schedule, MailKinds.YourLinks, EmailAddress.Parse("persona3@comune.example"), "", "{}", null, TestDatabase.Now);
            failed.MarkFailedAttempt(new MailFailure(MailFailureKind.NoSuchMailbox), TestDatabase.Now, isFinal: true);
            db.OutgoingMails.Add(failed);
        });

        var list = await InScopeAsync<Audiences, AudienceList>(
            database, audiences => audiences.ReadAsync(new Audience(AudienceKind.Invitations, next.Id)));

        Assert.Equal(
            ["persona4@comune.example", "persona5@comune.example", "persona6@comune.example"], list.People.Select(person => person.Key));
        Assert.Equal(
            new Dictionary<LeftOut, int> { [LeftOut.NoConsent] = 1, [LeftOut.SignedUp] = 1, [LeftOut.AddressFails] = 1 }, list.LeftOut);
    }

    [Theory]
    [EachEngine]
    public async Task Of_a_webinar_those_are_meant_whose_registration_and_body_were_chosen(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 3);
        await SignUpAsync(database, webinar.Id, 5);
        await database.WriteAsync(async db =>
            (await db.Registrations.SingleAsync(r => r.EmailKey == "persona1@comune.example")).Cancel(null, database.Clock.GetUtcNow()));
        var all = new Audience(AudienceKind.People, webinar.Id, PeopleStates.Confirmed | PeopleStates.Waiting | PeopleStates.Cancelled);

        Assert.Equal(5, (await ReadAsync(all)).People.Count);
        Assert.Equal(5, (await ReadAsync(all with { Province = "ME" })).People.Count);
        Assert.Empty((await ReadAsync(all with { Province = "PA" })).People);
        Assert.Empty((await ReadAsync(all with { ParticipantKind = ParticipantKind.Citizen })).People);
        var confirmed = await ReadAsync(all with { States = PeopleStates.Confirmed });
        Assert.Equal(2, confirmed.People.Count);
        Assert.Equal(new Dictionary<LeftOut, int> { [LeftOut.Waits] = 2, [LeftOut.Cancelled] = 1 }, confirmed.LeftOut);
        await InScopeAsync<SignUp, SignedUp>(database, signUp => signUp.RunAsync(webinar.Id, People.Number(1), People.Notice));
        var cancelled = await ReadAsync(all with { States = PeopleStates.Cancelled });
        Assert.Empty(cancelled.People);
        Assert.Equal(1, cancelled.LeftOut[LeftOut.SignedUpAgain]);

        Task<AudienceList> ReadAsync(Audience audience) =>
            InScopeAsync<Audiences, AudienceList>(database, audiences => audiences.ReadAsync(audience));
    }

    [Theory]
    [EachEngine]
    public async Task Each_person_of_one_mailbox_gets_a_mail_with_their_own_registration(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await ColleaguesAsync(database, webinar.Id, 3);
        await QueueAsync(database, new Audience(AudienceKind.People, webinar.Id, PeopleStates.Confirmed));

        await RunAsync(database);
        await RunAsync(database);

        var mails = await database.ReadAsync(db => db.OutgoingMails.AsNoTracking().ToListAsync());
        Assert.Equal((3, 3), (mails.Count, mails.Select(mail => mail.RegistrationId).Distinct().Count()));
        Assert.Equal(3, mails.Select(mail => mail.RecipientName).Distinct().Count());
        var invited = await InScopeAsync<Audiences, AudienceList>(
            database, audiences => audiences.ReadAsync(new Audience(AudienceKind.Invitations, webinar.Id + 1)));
        Assert.Single(invited.People); // an invitation is for the address
    }

    [Theory]
    [EachEngine]
    public async Task Who_has_cancelled_is_not_here_again_because_a_colleague_with_the_mailbox_is(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await ColleaguesAsync(database, webinar.Id, 3);
        await database.WriteAsync(async db =>
        {
            foreach (var gone in await db.Registrations.Where(r => r.Number > 1).ToListAsync())
            {
                gone.Cancel(null, database.Clock.GetUtcNow());
            }

            // The third comes back.
            db.Registrations.Add(Registration.SignUp(
                webinar.Id, 4, null, Colleague(3), People.Notice, database.Clock.GetUtcNow(), sharesMailbox: true));
        });
        var audience = new Audience(AudienceKind.People, webinar.Id, PeopleStates.Cancelled);

        var list = await InScopeAsync<Audiences, AudienceList>(database, audiences => audiences.ReadAsync(audience));

        Assert.Equal("Persona Numero 2", Assert.Single(list.People).FullName);
        Assert.Equal(1, list.LeftOut[LeftOut.SignedUpAgain]);
        await QueueAsync(database, audience);
        await RunAsync(database);
        Assert.Null(await WhyNotAsync());
        await database.WriteAsync(async db => db.Registrations.Add(await Task.FromResult(Registration.SignUp(
            webinar.Id, 5, null, Colleague(2), People.Notice, database.Clock.GetUtcNow(), sharesMailbox: true))));
        Assert.Equal(MailFailureKind.StandsOtherwise, await WhyNotAsync());

        Task<MailFailureKind?> WhyNotAsync() => database.ReadAsync(async db => (await PresentFacts.OfAsync(
            db, await db.OutgoingMails.AsNoTracking().SingleAsync(), database.Clock.GetUtcNow())).Overtaken);
    }

    [Theory]
    [EachEngine]
    public async Task An_address_that_rests_is_left_out_and_counted_by_person(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await ColleaguesAsync(database, webinar.Id, 2);
        await SignUpAsync(database, webinar.Id, 1);
        await database.WriteAsync(async db =>
        {
            var address = new BouncingAddress(Colleague(1).Email, TestDatabase.Now);
            for (var bounce = 0; bounce < BouncingAddress.HardBouncesToRest; bounce++)
            {
                address.Bounced(new MailFailure(MailFailureKind.NoSuchMailbox), TestDatabase.Now);
            }

            await db.BouncingAddresses.AddAsync(address);
        });

        var list = await InScopeAsync<Audiences, AudienceList>(
            database, audiences => audiences.ReadAsync(new Audience(AudienceKind.People, webinar.Id, PeopleStates.Confirmed)));

        Assert.Equal("persona1@comune.example", Assert.Single(list.People).Email.Key);
        Assert.Equal(new Dictionary<LeftOut, int> { [LeftOut.AddressRests] = 2 }, list.LeftOut);
        Assert.Equal("2 persone hanno un indirizzo a riposo: le email tornano indietro", LeftOut.AddressRests.Says(2));
    }

    private static Participant Colleague(int number) => People.Person("ufficio@comune.example", "Persona", $"Numero {number}");

    private static Task ColleaguesAsync(TestDatabase database, int webinar, int people) => database.WriteAsync(async db =>
    {
        db.Registrations.AddRange(Enumerable.Range(1, people).Select(number => Registration.SignUp(
            webinar, number, null, Colleague(number), People.Notice with { FutureInvitations = true }, TestDatabase.Now,
            sharesMailbox: number > 1)));
        await db.SaveChangesAsync();
    });

    private static async Task<Guid> QueueAsync(TestDatabase database, Audience audience) => await InScopeAsync<ChangeMailing, Guid>(
        database,
        change => change.CreateAsync(
            new MailingContent("{{titolo}}", "Ciao {{nome}}, a presto.", audience), MailingStart.Queue, "maria@anci.example"));

    private static Task RunAsync(TestDatabase database) => InScopeAsync<QueueMailings, object>(database, async job => await job.RunAsync());

    private static async Task<T> InScopeAsync<TService, T>(TestDatabase database, Func<TService, Task<T>> run)
        where TService : notnull
    {
        await using var scope = database.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static async Task SignUpAsync(TestDatabase database, int webinar, int people, bool wanting = false)
    {
        for (var number = 1; number <= people; number++)
        {
            await InScopeAsync<SignUp, SignedUp>(
                database,
                signUp => signUp.RunAsync(webinar, People.Number(number), People.Notice with { FutureInvitations = wanting }));
        }

        await database.WriteAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
    }

    private static Task SignUpManyAsync(TestDatabase database, int webinar) => database.WriteAsync(async db =>
    {
        db.Registrations.AddRange(Enumerable.Range(1, Many)
            .Select(number => Registration.SignUp(webinar, number, null, People.Number(number), People.Notice, TestDatabase.Now)));
        await db.SaveChangesAsync();
    });

    /// <summary>The site is stopped after so many looks at the clock: one for the whole, one for each portion.</summary>
    private sealed class StopsAfter(TimeProvider clock, int reads) : TimeProvider, IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private int _left = reads;

        public CancellationToken Token => _stop.Token;

        public override DateTimeOffset GetUtcNow()
        {
            if (--_left == 0)
            {
                _stop.Cancel();
            }

            return clock.GetUtcNow();
        }

        public void Dispose() => _stop.Dispose();
    }
}
