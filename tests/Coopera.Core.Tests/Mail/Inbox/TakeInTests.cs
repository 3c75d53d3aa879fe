using System.Text;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Mail.Inbox;

public sealed class TakeInTests
{
    [Theory]
    [InlineData("Richiesta scheda", "Buongiorno, potete mandarmi il modulo?")]
    [InlineData("Informazioni", "Il nostro Comune vorrebbe aderire al Coordinamento.")]
    [InlineData("adesione", "")]
    public async Task Who_asks_for_the_scheda_gets_it_once_a_day(string subject, string text)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        Assert.Equal(InboxOutcome.SchedaSent, await database.TakeInAsync(Letter(subject, text, uid: 1)));
        Assert.Equal(InboxOutcome.SchedaHadAlready, await database.TakeInAsync(Letter(subject, text, uid: 2)));
        Assert.Single(await database.OutgoingAsync());
        database.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(InboxOutcome.SchedaSent, await database.TakeInAsync(Letter(subject, text, uid: 3)));

        var mails = await database.OutgoingAsync();
        Assert.All(mails, mail => Assert.Equal((MailKinds.BlankSchedaSent, "anna@comune.example"), (mail.Kind, mail.Recipient.Display)));
        Assert.Equal(2, mails.Count);
        Assert.Equal(2, await database.ReadAsync(db => db.SchedaRequests.CountAsync()));
    }

    [Theory]
    [InlineData("mx.anci.example; spf=pass smtp.mailfrom=comune.example; dmarc=pass header.from=comune.example", true)]
    [InlineData("mx.anci.example; spf=fail smtp.mailfrom=comune.example; dmarc=pass header.from=comune.example", true)]
    [InlineData("mx.anci.example; spf=softfail smtp.mailfrom=comune.example; dmarc=none", true)]
    [InlineData("mx.anci.example; none", true)]
    [InlineData("mx.anci.example; spf=pass smtp.mailfrom=altri.example; dmarc=fail header.from=comune.example", false)]
    [InlineData("mx.anci.example; spf=fail smtp.mailfrom=comune.example; dkim=none", false)]
    [InlineData("mx.anci.example; dmarc=fail\nAuthentication-Results: altri.example; dmarc=pass", false)]
    [InlineData("mx.anci.example; spf=fail\nAuthentication-Results: altri.example; dmarc=pass", false)]
    [InlineData("questo non è niente", true)]
    public async Task Who_is_not_who_they_say_gets_no_scheda_and_the_mail_is_left_for_people(string found, bool isAnswered)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        var outcome = await database.TakeInAsync(Letter("Richiesta scheda", "", $"Authentication-Results: {found}", uid: 1));

        Assert.Equal(isAnswered ? InboxOutcome.SchedaSent : InboxOutcome.LeftAlone, outcome);
        Assert.Equal(isAnswered ? 1 : 0, (await database.OutgoingAsync()).Count);
    }

    [Fact]
    public async Task What_is_older_than_a_week_is_answered_by_nobody()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        string Written(int days) => $"Date: {TestDatabase.Now.AddDays(-days):r}";

        Assert.Equal(InboxOutcome.LeftAlone, await database.TakeInAsync(Letter("Scheda", "", Written(8), uid: 1)));
        Assert.Equal(InboxOutcome.LeftAlone, await database.TakeInAsync(
            Letter("Scheda", "", uid: 2) with { ReceivedAt = TestDatabase.Now.AddDays(-8) }));
        Assert.Empty(await database.OutgoingAsync());
        Assert.Equal(InboxOutcome.SchedaSent, await database.TakeInAsync(Letter("Scheda", "", Written(6), uid: 3)));
    }

    [Fact]
    public async Task A_scheda_that_strangers_have_used_up_is_not_called_sent_and_a_later_mail_is_answered()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, TestSettings.WithMailLimits());
        for (var i = 0; i < 3; i++)
        {
            await database.WriteAsync(db =>
            {
                db.Queue(
                    MailCause.Stranger, new BlankSchedaSent(null, null), EmailAddress.Parse("anna@comune.example"), "", null,
                    TestDatabase.Now);
                return Task.CompletedTask;
            });
        }

        Assert.Equal(InboxOutcome.SchedaHeldBack, await database.TakeInAsync(Letter("Scheda", "", uid: 1)));
        Assert.Equal(3, (await database.OutgoingAsync()).Count);
        Assert.False(await database.ReadAsync(db => db.SchedaRequests.AnyAsync()));
        Assert.Equal(InboxOutcome.SchedaHeldBack, Assert.Single(await database.IncomingAsync()).Outcome);

        database.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(InboxOutcome.SchedaSent, await database.TakeInAsync(Letter("Scheda", "", uid: 2)));
    }

    [Theory]
    [InlineData("Risposta automatica: La scheda di adesione", "Auto-Submitted: auto-replied", "Sono in ferie. Coordinamento?")]
    [InlineData("La scheda", "List-Id: <lista.example>", "scheda di adesione")]
    [InlineData("La scheda", "Precedence: bulk", "scheda di adesione")]
    [InlineData("La scheda", "Return-Path: <>", "scheda di adesione")]
    [InlineData("Undeliverable: La scheda di adesione", "X-Failed-Recipients: a@b.example", "scheda di adesione")]
    [InlineData("La scheda", "X-Trasporto: posta-certificata", "scheda di adesione")]
    public async Task No_program_gets_an_answer(string subject, string header, string text)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        await database.TakeInAsync(Letter(subject, text, header));

        Assert.Empty(await database.OutgoingAsync());
        Assert.Single(await database.IncomingAsync());
    }

    [Theory]
    [InlineData("webinar@anci.example")]
    [InlineData("noreply@comune.example")]
    [InlineData("MAILER-DAEMON@comune.example")]
    public async Task Neither_does_the_site_itself_nor_who_reads_no_mail(string from)
    {
        await using var database = await TestDatabase.CreateAsync(
            DatabaseProvider.Sqlite, new() { ["Mail:From"] = "webinar@anci.example" });

        await database.TakeInAsync(Letter("La scheda di adesione", "scheda", from: from));

        Assert.Empty(await database.OutgoingAsync());
    }

    [Theory]
    [InlineData("Re: La scheda di adesione al Coordinamento", "Grazie!\n\n> in allegato trovi la scheda di adesione")]
    [InlineData("R: La scheda di adesione al Coordinamento", "Ricevuta, grazie.\n\nDa: Coopera\nInviato: ieri\n\nla scheda di adesione")]
    [InlineData("Orario", "A che ora comincia?\n\nIl giorno 3 marzo Coopera ha scritto:\nil Coordinamento dei Comuni")]
    [InlineData("Schedario", "Vi mando l’elenco dei coordinatori.")]
    public async Task Thanks_and_other_matters_are_left_to_people(string subject, string text)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        Assert.Equal(InboxOutcome.LeftAlone, await database.TakeInAsync(Letter(subject, text)));
        Assert.Empty(await database.OutgoingAsync());
    }

    [Fact]
    public async Task Who_sends_the_signed_scheda_in_is_not_sent_a_blank_one()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        Assert.Equal(InboxOutcome.LeftAlone, await database.TakeInAsync(Reading.Arrived("""
            From: Anna <anna@comune.example>
            Subject: Scheda di adesione firmata
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain

            In allegato la scheda.
            --b
            Content-Type: application/pdf; name="scheda.pdf"
            Content-Disposition: attachment; filename="scheda.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0=
            --b--
            """)));
        Assert.Empty(await database.OutgoingAsync());
    }

    [Theory]
    [EachEngine]
    public async Task A_calendar_that_says_no_cancels_nothing_and_is_answered_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var registration = Registration.SignUp(webinar.Id, 1, null, People.Person(), People.Notice, TestDatabase.Now);
        await database.WriteAsync(db => db.Registrations.AddAsync(registration).AsTask());

        Assert.Equal(InboxOutcome.CalendarAccepted, await database.TakeInAsync(Answer(registration.Id, "ACCEPTED", 1)));
        Assert.Empty(await database.OutgoingAsync());
        Assert.Equal(InboxOutcome.CalendarDeclined, await database.TakeInAsync(Answer(registration.Id, "DECLINED", 2)));
        Assert.Equal(InboxOutcome.CalendarDeclined, await database.TakeInAsync(Answer(registration.Id, "DECLINED", 3)));
        Assert.Equal(InboxOutcome.Automatic, await database.TakeInAsync(Answer(Guid.NewGuid(), "DECLINED", 4)));

        var mail = Assert.Single(await database.OutgoingAsync());
        Assert.Equal((MailKinds.InvitationDeclined, registration.Email.Display), (mail.Kind, mail.Recipient.Display));
        Assert.True(await database.ReadAsync(db => db.Registrations.AnyAsync(r => r.Status == RegistrationStatus.Confirmed)));
        Assert.Equal(registration.Id, (await database.IncomingAsync())[1].RegistrationId);
    }

    [Theory]
    [EachEngine]
    public async Task After_a_month_nobody_knows_who_wrote_what_was_left_alone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.TakeInAsync(Letter("Orario", "A che ora?", uid: 1));
        await database.TakeInAsync(Letter("Scheda", "", uid: 2));
        Task<JobReport> ForgetAsync() => database.InScopeAsync(
            services => ActivatorUtilities.CreateInstance<ForgetSenders>(services).RunAsync());

        database.Clock.Advance(TimeSpan.FromDays(29));
        await ForgetAsync();
        Assert.Equal(["Orario", "Scheda"], (await database.IncomingAsync()).Select(row => row.Subject));

        database.Clock.Advance(TimeSpan.FromDays(2));
        await ForgetAsync();
        var rows = await database.IncomingAsync();
        Assert.Equal(
            [("", "", ""), ("anna@comune.example", "Scheda", "anna comune example scheda")],
            rows.Select(row => (row.Sender, row.Subject, row.SearchText)));
        Assert.EndsWith("@comune.example", rows[0].MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public void Staff_read_words_for_every_outcome_and_every_trouble()
    {
        Assert.All(Enum.GetValues<InboxOutcome>(), outcome => Assert.NotEqual($"{outcome}", outcome.Words()));
        Assert.All(Enum.GetValues<InboxOutcome>(), outcome => Assert.Contains(outcome, InboxPhrases.OutcomesOf(outcome.Group())));
        Assert.Equal(
            Enum.GetValues<InboxTrouble>().Length, Enum.GetValues<InboxTrouble>().Select(trouble => trouble.Words()).Distinct().Count());
    }

    [Fact]
    public async Task What_breaks_a_reader_is_set_aside_and_the_next_one_is_read()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        Task<InboxOutcome?> Take(ArrivedMessage arrived, params IInboxReader[] readers) => database.InScopeAsync(services =>
            ActivatorUtilities.CreateInstance<TakeInMessage>(services, (IEnumerable<IInboxReader>)readers)
                .RunAsync(arrived, isGivenUp: false, TestContext.Current.CancellationToken));

        Assert.Equal(InboxOutcome.SetAside, await Take(Letter("uno", "", uid: 1), new Breaking(onReading: true)));
        Assert.Equal(InboxOutcome.SetAside, await Take(Letter("due", "", uid: 2), new Breaking(onReading: false)));
        Assert.Equal(InboxOutcome.LeftAlone, await Take(Letter("tre", "", uid: 3)));

        var rows = await database.IncomingAsync();
        Assert.Equal([InboxTrouble.ReaderFailed, InboxTrouble.ReaderFailed, null], rows.Select(row => row.Trouble));
        Assert.Equal("uno", rows[0].Subject);
        Assert.Empty(await database.OutgoingAsync()); // what the effect had begun is undone
    }

    [Fact]
    public async Task Fifty_levels_too_many_parts_too_much_and_no_message_are_accounted_for()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var deep = string.Concat(Enumerable.Range(0, 60).Select(i => $"Content-Type: multipart/mixed; boundary=\"b{i}\"\n\n--b{i}\n"))
            + "Content-Type: text/plain\n\nscheda";
        var wide = "Content-Type: multipart/mixed; boundary=\"b\"\n\n"
            + string.Concat(Enumerable.Repeat("--b\nContent-Type: text/plain\n\n\n", 3_000));
        var large = Encoding.ASCII.GetBytes("From: a@comune.example\r\nSubject: grande\r\n\r\ninizio");

        Task<InboxOutcome?> Take(string text, long uid) =>
            database.TakeInAsync(Reading.Arrived($"From: a@comune.example\nSubject: {text}", uid));

        Assert.Equal(InboxOutcome.LeftAlone, await Take($"fondo\n{deep}", 1));
        Assert.Equal(InboxOutcome.SetAside, await Take($"largo\n{wide}", 2));
        Assert.Equal(InboxOutcome.SetAside, await database.TakeInAsync(Reading.Arrived(large, 3, size: 60_000_000)));
        Assert.NotNull(await database.TakeInAsync(Reading.Arrived([], 4)));
        Assert.NotNull(await database.TakeInAsync(Reading.Arrived([0, 255, 13, 10, 7], 5)));

        var rows = await database.IncomingAsync();
        Assert.Equal([1L, 2, 3, 4, 5], rows.Select(row => row.Uid));
        Assert.Equal((InboxTrouble.TooIntricate, InboxTrouble.TooLarge), (rows[1].Trouble!.Value, rows[2].Trouble!.Value));
        Assert.Equal("grande", rows[2].Subject);
    }

    [Fact]
    public async Task Two_thousand_mutated_messages_never_stop_the_reader()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var samples = GeneratedBounces.All().Select(b => b.Bytes).Where((_, i) => i % 6 == 0)
            .Concat(OrdinaryMails.All().Select(m => m.Bytes))
            .Append(Answer(Guid.NewGuid(), "DECLINED", 1).Bytes.ToArray()).ToList();
        var random = new Random(4711);

        for (var uid = 1; uid <= 2_000; uid++)
        {
            await database.TakeInAsync(Reading.Arrived(Mutate(samples[random.Next(samples.Count)], random), uid));
        }

        Assert.Equal(2_000, await database.ReadAsync(db => db.MailboxStates.Select(s => s.LastUid).SingleAsync()));
        var rows = await database.IncomingAsync();
        Assert.True(rows.Count > 500, $"{rows.Count} different messages");
        Assert.Empty(rows.Where(row => row.Trouble == InboxTrouble.ReaderFailed).Select(row => $"{row.Uid}: {row.Detail}"));
    }

    private static byte[] Mutate(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var i = random.Next(1, 12); i > 0 && bytes.Count > 2; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(200), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(300)).ToList());
                    break;
                case 3:
                    bytes.Insert(at, (byte)"\r\n\0=?;:\"<>"[random.Next(10)]);
                    break;
                default:
                    bytes = bytes[..Math.Max(1, at)]; // truncated
                    break;
            }
        }

        return [.. bytes];
    }

    private static ArrivedMessage Letter(
        string subject, string text, string header = "X-Nothing: here", string from = "anna@comune.example",
        long uid = 1) => Reading.Arrived(
        $"""
        From: Anna Verdi <{from}>
        To: webinar@anci.example
        Subject: {subject}
        Message-ID: <{uid}.{Guid.NewGuid():N}@comune.example>
        {header}
        Content-Type: text/plain; charset=utf-8

        {text}
        """, uid);

    private static ArrivedMessage Answer(Guid registration, string answer, long uid) => Reading.Arrived(
        $"""
        From: Maria Rossi <maria.rossi@comune.example>
        Subject: Rifiutato: Webinar di prova
        Message-ID: <risposta.{uid}@comune.example>
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="b"

        --b
        Content-Type: text/plain

        --b
        Content-Type: text/calendar; charset=utf-8; method=REPLY

        BEGIN:VCALENDAR
        METHOD:REPLY
        BEGIN:VEVENT
        ATTENDEE;CN=Maria Rossi;PARTSTAT={answer};X-NUM-GUES
         TS=0:mailto:maria.rossi@comune.example
        UID:{registration:N}@localhost
        END:VEVENT
        END:VCALENDAR
        --b--
        """, uid);

    private sealed class Breaking(bool onReading) : IInboxReader
    {
        public InboxTurn Turn => InboxTurn.Bounce;

        public Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken) => onReading
            ? throw new InvalidOperationException("Not this one.")
            : Task.FromResult<InboxFinding?>(new InboxFinding(InboxOutcome.SchedaSent, async (data, _) =>
            {
                data.OutgoingMails.Add(MailSamples.Row(MailSamples.All["blank scheda"]));
                await data.SaveChangesAsync();
                throw new InvalidOperationException("Half-way.");
            }));
    }
}
