using System.Text;
using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Tests.Coordination.ByPec;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Coopera.Core.Tests.Mail;

public sealed class CertifiedDeliveryTests
{
    private static readonly (string, string?)[] Account =
        [("Pec:Transport", "Folder"), ("Pec:From", "anci@pec.example"), ("Pec:Folder", "pec")];

    [Fact]
    public async Task The_copy_to_a_body_goes_by_the_account_for_certified_mail_and_by_no_other()
    {
        await using var post = await PecPost.OpenAsync(more: Account);
        var id = await QueueAsync(post);

        await post.Database.InScopeAsync(services => services.GetRequiredService<OutboxDelivery>().DeliverDueAsync());
        Assert.Equal(OutgoingMailStatus.Queued, (await MailAsync(post, id)).Status);

        Assert.Equal(1, await DeliverAsync(post));
        Assert.Equal(OutgoingMailStatus.Sent, (await MailAsync(post, id)).Status);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(post.Database.Folder, "pec"), "*.eml"));
        var message = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal("anci@pec.example", message.From.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task An_address_that_rests_from_ordinary_mail_gets_certified_mail()
    {
        await using var post = await PecPost.OpenAsync(more: Account);
        var id = await QueueAsync(post);
        var resting = new BouncingAddress(EmailAddress.Parse("comune@pec.example"), TestDatabase.Now);
        Enumerable.Range(0, BouncingAddress.HardBouncesToRest).ToList()
            .ForEach(_ => resting.Bounced(new(MailFailureKind.NoSuchMailbox), TestDatabase.Now));
        await post.Database.WriteAsync(db => db.BouncingAddresses.AddAsync(resting).AsTask());

        await DeliverAsync(post);

        Assert.Equal(OutgoingMailStatus.Sent, (await MailAsync(post, id)).Status);
    }

    [Fact]
    public async Task Without_an_account_it_becomes_a_task_that_is_done_when_date_and_number_are_written()
    {
        await using var post = await PecPost.OpenAsync(hasAccount: false);
        var id = await QueueAsync(post);

        Assert.Equal(1, await DeliverAsync(post));
        Assert.Equal(0, await DeliverAsync(post));
        var task = await MailAsync(post, id);
        Assert.Equal(OutgoingMailStatus.ByHand, task.Status);

        var result = await post.Database.InScopeAsync(services => services.GetRequiredService<RecordSentByHand>().RunAsync(
            new ChangeRequest<Guid>(id, ChangedMail.Version(task), "segreteria@anci.example"), new DateOnly(2026, 11, 24), "0004567"));

        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        var done = await MailAsync(post, id);
        Assert.Equal((OutgoingMailStatus.Sent, "0004567"), (done.Status, done.ProofNumber));
        Assert.Equal("inviata per PEC a mano il 24 novembre 2026, n. 0004567", PecPhrases.Sent(done.SentAt!.Value, done.ProofNumber));
    }

    [Fact]
    public async Task Receipts_are_kept_beside_the_mail_that_they_name()
    {
        await using var post = await PecPost.OpenAsync(more: Account);
        var id = await QueueAsync(post);
        await DeliverAsync(post);
        var about = About(id) with { At = new DateTimeOffset(2026, 3, 3, 9, 2, 0, TimeSpan.Zero) };

        Assert.Equal(InboxOutcome.PecReceipt, await post.ArriveAsync(about.Receipt("accettazione", "ACCETTAZIONE")));
        Assert.Equal(InboxOutcome.PecReceipt, await post.ArriveAsync(
            (about with { At = about.At.AddSeconds(20) }).Receipt("avvenuta-consegna", "CONSEGNA", delivered: about.To)));

        var receipts = await post.Database.ReadAsync(db => db.PecReceipts.AsNoTracking().ToListAsync());
        Assert.Equal("accettata 10:02 · consegnata 10:02", PecPhrases.Summary(receipts));
        Assert.All(receipts, receipt => Assert.True(File.Exists(Path.Combine(post.Database.Folder, "uploads", receipt.StoreKey))));
        Assert.Equal(OutgoingMailStatus.Sent, (await MailAsync(post, id)).Status);
    }

    [Fact]
    public async Task What_will_not_arrive_has_failed_after_all_when_the_provider_says_so()
    {
        await using var post = await PecPost.OpenAsync(more: Account);
        var id = await QueueAsync(post);
        await DeliverAsync(post);
        var about = About(id);

        var forged = about with { Signer = TestIdentity.Mario };
        await post.ArriveAsync(forged.Receipt("errore-consegna", "AVVISO DI MANCATA CONSEGNA", "no-dest", about.To));
        Assert.Equal(OutgoingMailStatus.Sent, (await MailAsync(post, id)).Status);
        Assert.Contains("(firma del gestore non verificata)", PecPhrases.Summary(
            await post.Database.ReadAsync(db => db.PecReceipts.AsNoTracking().ToListAsync())), StringComparison.Ordinal);

        await post.ArriveAsync((about with { At = about.At.AddMinutes(1) }).Receipt(
            "errore-consegna", "AVVISO DI MANCATA CONSEGNA", "no-dest", about.To, "5.1.1 casella inesistente"));
        var failed = await MailAsync(post, id);
        Assert.Equal((OutgoingMailStatus.Failed, MailFailureKind.NoSuchMailbox), (failed.Status, failed.FailureKind!.Value));
    }

    [Fact]
    public async Task Receipts_of_other_mails_other_senders_and_other_recipients_are_none_of_ours()
    {
        await using var post = await PecPost.OpenAsync(more: Account);
        var id = await QueueAsync(post);
        await DeliverAsync(post);
        var about = About(id);
        byte[][] decoys =
        [
            About(Guid.NewGuid()).Receipt("accettazione", "ACCETTAZIONE"),
            (about with { MessageId = $"{id:N}@altrove.example" }).Receipt("accettazione", "ACCETTAZIONE"),
            (about with { From = "altri@pec.example" }).Receipt("accettazione", "ACCETTAZIONE"),
            about.Receipt("avvenuta-consegna", "CONSEGNA", delivered: "altri@pec.example"),
            about.Receipt("errore-consegna", "AVVISO DI MANCATA CONSEGNA", "no-dest", "altri@pec.example"),
        ];
        for (var i = 0; i < decoys.Length; i++)
        {
            Assert.Equal(InboxOutcome.PecReceiptOfNothing, await post.ArriveAsync(WithId(decoys[i], i)));
        }

        Assert.False(await post.Database.ReadAsync(db => db.PecReceipts.AnyAsync()));
    }

    private static byte[] WithId(byte[] message, int number) => Encoding.Latin1.GetBytes(
        Encoding.Latin1.GetString(message).Replace("Message-ID: <opec1.", $"Message-ID: <opec{number + 2}.", StringComparison.Ordinal));

    private static TestPec About(Guid id) => new()
    {
        From = "anci@pec.example",
        To = "comune@pec.example",
        MessageId = $"{id:N}@localhost",
        Subject = "Adesione al Coordinamento",
    };

    private static async Task<Guid> QueueAsync(PecPost post)
    {
        var adhesion = await post.Database.AddAsync(Bodies.Messina, AdhesionStatus.Submitted);
        var mail = Outbox.Row(
            MailCause.Staff, MailSamples.All["adhesion copied to the body"], EmailAddress.Parse("comune@pec.example"), "Comune di Messina",
            null, TestDatabase.Now, adhesion.Id, Bodies.Messina);
        await post.Database.WriteAsync(db => db.OutgoingMails.AddAsync(mail).AsTask());
        return mail.Id;
    }

    private static Task<int> DeliverAsync(PecPost post) =>
        post.Database.InScopeAsync(services => services.GetRequiredService<CertifiedDelivery>().DeliverDueAsync());

    private static Task<OutgoingMail> MailAsync(PecPost post, Guid id) =>
        post.Database.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Id == id));
}
