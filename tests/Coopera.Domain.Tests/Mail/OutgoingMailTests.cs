using Coopera.Domain.Mail;

namespace Coopera.Domain.Tests.Mail;

public sealed class OutgoingMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_mail_is_tried_again_after_1_minute_5_30_2_hours_12_hours_and_then_stays_visible()
    {
        var mail = New();
        var (waits, now) = (new List<TimeSpan>(), Now);
        while (mail.Status == OutgoingMailStatus.Queued && waits.Count < 20)
        {
            mail.MarkFailedAttempt("Il server di posta non risponde", now);
            if (mail.Status == OutgoingMailStatus.Queued)
            {
                waits.Add(mail.NextAttemptAt - now);
                now = mail.NextAttemptAt;
            }
        }

        Assert.Equal([1, 5, 30, 120, 720], waits.Select(wait => wait.TotalMinutes));
        Assert.Equal((OutgoingMailStatus.Failed, 6, "Il server di posta non risponde"), (mail.Status, mail.Attempts, mail.LastError));
    }

    [Fact]
    public void A_sent_mail_says_when_and_forgets_the_error_before()
    {
        var mail = New();
        mail.MarkFailedAttempt("errore", Now);

        mail.MarkSent(Now.AddMinutes(1));

        Assert.Equal((OutgoingMailStatus.Sent, 2, Now.AddMinutes(1), null), (mail.Status, mail.Attempts, mail.SentAt, mail.LastError));
        Assert.Null(mail.LeasedBy);
        Assert.Null(mail.LeaseEndsAt);
    }

    [Fact]
    public void What_a_server_says_is_cut_to_what_a_column_holds_whatever_it_says()
    {
        var mail = New();

        mail.MarkFailedAttempt("550\0 no\r\n" + new string('x', OutgoingMail.ErrorMaxLength - 9) + "😀😀😀", Now);

        Assert.StartsWith("550 no\nxxx", mail.LastError, StringComparison.Ordinal);
        Assert.InRange(mail.LastError!.Length, 1, OutgoingMail.ErrorMaxLength);
        Assert.False(char.IsHighSurrogate(mail.LastError[^1]));
    }

    [Fact]
    public void A_mail_is_due_from_the_moment_it_is_caused_and_its_id_follows_time()
    {
        var (first, second) = (New(), new OutgoingMail("RegistrationConfirmed", EmailAddress.Parse("a@b.it"), "A", "{}", null, Now.AddSeconds(1)));

        Assert.Equal((OutgoingMailStatus.Queued, Now, 0), (first.Status, first.NextAttemptAt, first.Attempts));
        Assert.True(string.CompareOrdinal(first.Id.ToString(), second.Id.ToString()) < 0);
    }

    private static OutgoingMail New() => new("RegistrationConfirmed", EmailAddress.Parse("maria@comune.it"), "Maria Rossi", "{}", null, Now);
}
