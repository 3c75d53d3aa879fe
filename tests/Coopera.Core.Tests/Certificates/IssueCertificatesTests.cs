using Coopera.Core.Certificates;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Certificates;

/// <summary>It is 15 January 2026; the webinars lasted two hours and ended an hour ago.</summary>
public sealed class IssueCertificatesTests
{
    private const string Staff = "segreteria@anci.example";

    [Theory]
    [EachEngine]
    public async Task Who_was_there_long_enough_gets_one_and_the_others_are_told_why_not(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, people) = await database.HeldAsync(TestDatabase.Now, 120, 96, 95, -1);

        var candidates = await database.ReadAsync(db => CertificateCandidates.ReadAsync(db, webinar));
        Assert.Equal(
            [CertificateStanding.Due, CertificateStanding.Due, CertificateStanding.TooLittle, CertificateStanding.NotSeen],
            people.Select(person => candidates.All.Single(one => one.Registration.Id == person.Id).Standing));

        var issued = await database.IssuedAsync(webinar);

        Assert.Equal(["2026/000001", "2026/000002"], issued.Select(c => c.FullNumber));
        Assert.Equal((120, 96), (issued[0].Facts.AttendedMinutes, issued[1].Facts.AttendedMinutes));
        Assert.All(issued, c => Assert.Equal(
            ("a distanza, con Zoom", "Mario Emanuele Alvano\nSegretario Generale", "Palermo", "Comune di Castroreale (ME)", 120),
            (c.Facts.Mode, c.Facts.Signer, c.Facts.Place, c.Facts.Body, c.Facts.WholeMinutes)));
        Assert.Equal("Salvatore Bottari, Responsabile", issued[0].Facts.Programme.Single().Speakers.Single());
        var line = await database.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.CertificatesIssued));
        Assert.Equal((Staff, "2 attestati, dal n. 2026/000001 al n. 2026/000002"), (line.Actor, line.Details));
    }

    [Theory]
    [EachEngine]
    public async Task A_second_run_issues_nothing_and_somebody_found_later_gets_the_next_number(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, people) = await database.HeldAsync(TestDatabase.Now, 120, 10);
        await database.IssuedAsync(webinar);

        Assert.Equal(ChangeVerdict.AlreadySo, (await database.IssueAsync(webinar)).Verdict);
        await database.WriteAsync(db => db.AddAsync(new PresenceInterval(
            people[1].Id, PresenceSource.Staff, webinar.StartsAt, webinar.EndsAt)).AsTask());
        var issued = await database.IssuedAsync(webinar);

        Assert.Equal(["2026/000001", "2026/000002"], issued.Select(c => c.FullNumber));
        Assert.Equal(2, issued.Select(c => c.RegistrationId).Distinct().Count());
    }

    [Theory]
    [EachEngine]
    public async Task Two_staff_and_two_webinars_at_once_give_no_number_twice_and_leave_none_out(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (one, _) = await database.HeldAsync(TestDatabase.Now, [.. Enumerable.Repeat(120, 12)]);
        var (other, _) = await database.HeldAsync(TestDatabase.Now, [.. Enumerable.Repeat(120, 9)]);

        var results = await Task.WhenAll(new[] { one, other, one, other }.Select(webinar => database.IssueAsync(webinar)));

        Assert.All(results, result => Assert.Contains(
            result.Verdict, new[] { ChangeVerdict.Done, ChangeVerdict.AlreadySo, ChangeVerdict.Stale }));
        Assert.Equal(2, results.Count(result => result.Verdict == ChangeVerdict.Done));
        var numbers = await database.ReadAsync(db => db.Certificates.Select(c => c.Number).OrderBy(n => n).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 21), numbers);
    }

    [Theory]
    [EachEngine]
    public async Task What_changed_after_the_preview_issues_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, people) = await database.HeldAsync(TestDatabase.Now, 120, 50);
        var seen = (await database.ReadAsync(db => CertificateCandidates.ReadAsync(db, webinar))).Version;
        await database.WriteAsync(db => db.AddAsync(new PresenceInterval(
            people[1].Id, PresenceSource.Staff, webinar.StartsAt, webinar.EndsAt)).AsTask());

        var result = await database.InScopeAsync(
            services => services.GetRequiredService<IssueCertificates>().RunAsync(new(webinar.Id, seen, Staff)));

        Assert.Equal(ChangeVerdict.Stale, result.Verdict);
        Assert.Empty(await database.CertificatesAsync(webinar));
    }

    [Fact]
    public async Task Nothing_is_issued_before_the_end_for_a_cancelled_webinar_or_without_a_signer()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var (running, _) = await database.HeldAsync(TestDatabase.Now.AddHours(2), 60);
        Assert.Equal(CertificatePhrases.NotOver, (await database.IssueAsync(running)).Sentence);

        var (cancelled, _) = await database.HeldAsync(TestDatabase.Now, 120);
        await database.WriteAsync(async db => (await db.Webinars.SingleAsync(w => w.Id == cancelled.Id)).Cancel("Il relatore è malato."));
        Assert.Equal(CertificatePhrases.NotHeld, (await database.IssueAsync(cancelled)).Sentence);

        var (unsigned, _) = await database.HeldAsync(TestDatabase.Now, 120);
        await database.WriteAsync(async db =>
            (await db.SiteTexts.SingleAsync(text => text.Kind == SiteTextKind.CertificateSigner)).Write(""));
        Assert.Equal(CertificatePhrases.NoSigner, (await database.IssueAsync(unsigned)).Sentence);
        Assert.Equal(0, await database.ReadAsync(db => db.Certificates.CountAsync()));
        Assert.Equal(0, await database.ReadAsync(db => db.CertificateCounters.SumAsync(c => c.Last)));
    }

    [Theory]
    [EachEngine]
    public async Task Cut_off_in_the_middle_the_making_goes_on_and_everybody_gets_one_mail(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var count = MakeCertificates.Portion + 20;
        var (webinar, _) = await database.HeldAsync(TestDatabase.Now, [.. Enumerable.Repeat(120, count)]);
        Assert.Equal(ChangeVerdict.Done, (await database.IssueAsync(webinar)).Verdict);

        // Killed while it made the second portion: the first is there, of the other only files that no row names.
        using var cut = new CancellationTokenSource();
        var store = database.Services.GetRequiredService<UploadStore>();
        var killed = database.InScopeAsync(services => services.GetRequiredService<MakeCertificates>().RunAsync(cut.Token));
        while (store.Keys().Count <= MakeCertificates.Portion && !killed.IsCompleted)
        {
            await Task.Delay(1);
        }

        await cut.CancelAsync();
        await Record.ExceptionAsync(() => killed);
        await database.MakeAsync();

        var issued = await database.CertificatesAsync(webinar);
        Assert.Equal(Enumerable.Range(1, count), issued.Select(c => c.Number));
        Assert.All(issued, c => Assert.True(store.Has(c.StoreKey!)));
        var mails = await database.ReadAsync(db => db.OutgoingMails.Where(m => m.Kind == MailKinds.CertificateIssued)
            .Select(m => m.RegistrationId).ToListAsync());
        Assert.Equal(count, mails.Count);
        Assert.Equal(count, mails.Distinct().Count());
        Assert.Equal(0, await database.MakeAsync());
    }

    [Theory]
    [EachEngine]
    public async Task A_corrected_name_makes_another_that_takes_its_place_and_another_person_does_not(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, people) = await database.HeldAsync(TestDatabase.Now, 120, 120);
        await database.IssuedAsync(webinar);
        await RenameAsync(database, people[0], "Persona", "Numero Uno");
        await RenameAsync(database, people[1], "Luca", "Bianchi");

        Assert.Equal(1, await FollowAsync(database));
        Assert.Equal(0, await FollowAsync(database));
        await database.MakeAsync();

        var all = await database.CertificatesAsync(webinar);
        Assert.Equal([CertificateState.Superseded, CertificateState.Valid, CertificateState.Valid], all.Select(c => c.State));
        Assert.Equal((all[2].Id, all[0].Id), (all[0].SupersededById!.Value, all[2].SupersedesId!.Value));
        Assert.Equal(("Persona Numero Uno", "2026/000001"), (all[2].Facts.Person, all[2].Facts.Replaces));
        Assert.Equal("Persona Numero 2", all[1].Facts.Person);
        var line = await database.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.CertificateReissued));
        Assert.Equal(("sistema", AuditSubject.Certificate(all[0].Id)), (line.Actor, line.SubjectKey));

        // Staff have looked, and it is the same person.
        var result = await database.InScopeAsync(services => services.GetRequiredService<ReissueCertificate>().RunAsync(
            new(all[1].Id, ChangedCertificate.Version(all[1]), Staff)));
        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        Assert.Equal("Luca Bianchi", (await database.CertificatesAsync(webinar))[^1].Facts.Person);
    }

    [Theory]
    [EachEngine]
    public async Task A_revoked_one_stays_revoked_whoever_issues_again(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, _) = await database.HeldAsync(TestDatabase.Now, 120, 120);
        var first = (await database.IssuedAsync(webinar))[0];
        Task<ChangeResult> Revoke(string reason) => database.InScopeAsync(services => services.GetRequiredService<RevokeCertificate>()
            .RunAsync(new(first.Id, ChangedCertificate.Version(first), Staff), reason, sendMail: true));

        Assert.Equal((ChangeVerdict.Refused, "Reason"), ((await Revoke("")).Verdict, (await Revoke("")).Field));
        Assert.Equal(ChangeVerdict.Done, (await Revoke("Non era lei.")).Verdict);
        Assert.Equal(ChangeVerdict.AlreadySo, (await Revoke("Non era lei.")).Verdict);

        Assert.Equal(ChangeVerdict.AlreadySo, (await database.IssueAsync(webinar)).Verdict);
        var revoked = (await database.CertificatesAsync(webinar))[0];
        Assert.Equal((CertificateState.Revoked, "Non era lei."), (revoked.State, revoked.Reason));
        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.CertificateRevoked));
        Assert.Equal("Non era lei.", Assert.IsType<CertificateRevoked>(MailContent.FromJson(mail.Content)).Reason);

        // The mail that would have brought it does not go out any more.
        var brings = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(
            m => m.Kind == MailKinds.CertificateIssued && m.RegistrationId == first.RegistrationId));
        var present = await database.ReadAsync(db => PresentFacts.OfAsync(db, brings, TestDatabase.Now));
        Assert.Equal(MailFailureKind.CertificateMoved, present.Overtaken);
    }

    [Theory]
    [EachEngine]
    public async Task The_person_puts_the_name_right_a_few_times_and_never_makes_it_anothers(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, people) = await database.HeldAsync(TestDatabase.Now, 120, 20);
        Assert.Equal(CorrectedName.NoCertificate, await CorrectAsync(database, people[0], "Persona", "Numero Uno"));
        await database.IssuedAsync(webinar);

        Assert.Equal(CorrectedName.NoCertificate, await CorrectAsync(database, people[1], "Persona", "Numero Due"));
        Assert.Equal(CorrectedName.TooDifferent, await CorrectAsync(database, people[0], "Luca", "Bianchi"));
        Assert.Equal(CorrectedName.Done, await CorrectAsync(database, people[0], "Persona", "Numero Uno"));
        Assert.Equal(CorrectedName.AlreadySo, await CorrectAsync(database, people[0], "Persona", "Numero Uno"));
        Assert.Equal(CorrectedName.Done, await CorrectAsync(database, people[0], "Persone", "Numero Un"));
        Assert.Equal(CorrectedName.Done, await CorrectAsync(database, people[0], "Persona", "Numero Un"));
        Assert.Equal(CorrectedName.TooOften, await CorrectAsync(database, people[0], "Persona", "Numero U"));

        var all = await database.CertificatesAsync(webinar);
        Assert.Equal("Persona Numero Un", Assert.Single(all, c => c.IsValid).Facts.Person);
        Assert.Equal([1, 2, 3, 4], all.Select(c => c.Number));
        Assert.Equal(0, await FollowAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task All_certificates_of_a_mailbox_are_found_by_its_link_alone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, people) = await database.HeldAsync(TestDatabase.Now, 120, 120);
        await database.IssuedAsync(webinar);
        Task Ask(string address) => database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<AskForMail>().RunAsync(MailKinds.YourCertificates, EmailAddress.Parse(address));
            return true;
        });

        await Ask("Persona1@comune.example");
        await Ask("nessuno@comune.example");
        await database.AnswerMailRequestsAsync();

        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.YourCertificates));
        Assert.Equal("persona1@comune.example", mail.Recipient.Display);
        var content = Assert.IsType<YourCertificates>(MailContent.FromJson(mail.Content));
        Assert.DoesNotContain("persona1", mail.Content, StringComparison.OrdinalIgnoreCase);
        var own = await database.ReadAsync(db => SendCertificates.OwnOf(db, content.Mark).ToListAsync());
        Assert.Equal(people[0].Id, Assert.Single(own).RegistrationId);
    }

    private static Task RenameAsync(TestDatabase database, Registration person, string first, string last) =>
        database.WriteAsync(async db =>
        {
            var registration = await db.Registrations.SingleAsync(r => r.Id == person.Id);
            registration.Change(People.Person(registration.Email.Display, first, last), TestDatabase.Now);
        });

    private static async Task<long> FollowAsync(TestDatabase database) => (await database.InScopeAsync(
        services => services.GetRequiredService<FollowNames>().RunAsync()))[FollowNames.Followed];

    private static Task<CorrectedName> CorrectAsync(TestDatabase database, Registration person, string first, string last) =>
        database.InScopeAsync(services => services.GetRequiredService<CorrectOwnName>().RunAsync(person, first, last));
}
