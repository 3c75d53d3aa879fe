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
            mail.MarkFailedAttempt(new(MailFailureKind.Unreachable), now);
            if (mail.Status == OutgoingMailStatus.Queued)
            {
                waits.Add(mail.NextAttemptAt - now);
                now = mail.NextAttemptAt;
            }
        }

        Assert.Equal([1, 5, 30, 120, 720], waits.Select(wait => wait.TotalMinutes));
        Assert.Equal((OutgoingMailStatus.Failed, 6, MailFailureKind.Unreachable), (mail.Status, mail.Attempts, mail.FailureKind!.Value));
    }

    [Fact]
    public void A_sent_mail_says_when_and_forgets_the_error_before()
    {
        var mail = New();
        mail.MarkFailedAttempt(new(MailFailureKind.TimedOut), Now);

        mail.MarkSent(Now.AddMinutes(1));

        Assert.Equal((OutgoingMailStatus.Sent, 2, Now.AddMinutes(1), null), (mail.Status, mail.Attempts, mail.SentAt, mail.FailureDetail));
        Assert.Null(mail.LeasedBy);
        Assert.Null(mail.LeaseEndsAt);
    }

    [Fact]
    public void What_a_server_says_is_cut_to_what_a_column_holds_whatever_it_says()
    {
        var mail = New();

        mail.MarkFailedAttempt(
            new(MailFailureKind.ServerError, "550\0 no\r\n" + new string('x', OutgoingMail.FailureDetailMaxLength - 9) + "😀😀😀"), Now);

        Assert.StartsWith("550 no\nxxx", mail.FailureDetail, StringComparison.Ordinal);
        Assert.InRange(mail.FailureDetail!.Length, 1, OutgoingMail.FailureDetailMaxLength);
        Assert.False(char.IsHighSurrogate(mail.FailureDetail[^1]));
    }

    [Fact]
    public void A_mail_is_due_from_the_moment_it_is_caused_and_its_id_follows_time()
    {
        var (first, second) =
            (New(), new OutgoingMail(
                MailCause.Schedule, "registration.confirmed", EmailAddress.Parse("a@b.it"), "A", "{}", null, Now.AddSeconds(1)));

        Assert.Equal((OutgoingMailStatus.Queued, Now, 0), (first.Status, first.NextAttemptAt, first.Attempts));
        Assert.True(string.CompareOrdinal(first.Id.ToString(), second.Id.ToString()) < 0);
    }

    [Fact]
    public void A_failed_mail_that_is_queued_again_begins_its_attempts_anew_and_goes_at_once()
    {
        var mail = Failed();

        Assert.Equal(MailVerdict.Done, mail.Requeue(Now.AddDays(3)));

        Assert.Equal((OutgoingMailStatus.Queued, 0, Now.AddDays(3)), (mail.Status, mail.Attempts, mail.NextAttemptAt));
        mail.MarkFailedAttempt(new(MailFailureKind.TimedOut), Now.AddDays(3));
        Assert.Equal((OutgoingMailStatus.Queued, Now.AddDays(3).AddMinutes(1)), (mail.Status, mail.NextAttemptAt));
    }

    [Fact]
    public void A_mail_that_waits_for_its_next_attempt_may_go_at_once_and_keeps_its_count()
    {
        var mail = New();
        mail.MarkFailedAttempt(new(MailFailureKind.TimedOut), Now);
        mail.MarkFailedAttempt(new(MailFailureKind.TimedOut), Now.AddMinutes(1));

        Assert.True(mail.IsRetrying);
        Assert.Equal(MailVerdict.Done, mail.Requeue(Now.AddMinutes(2)));

        Assert.Equal((2, Now.AddMinutes(2), Now.AddMinutes(1)), (mail.Attempts, mail.NextAttemptAt, mail.LastAttemptAt));
    }

    [Fact]
    public void What_is_on_its_way_or_has_gone_out_cannot_be_queued_again()
    {
        var sent = New();
        sent.MarkSent(Now);

        Assert.Equal(MailVerdict.NotNow, New().Requeue(Now));
        Assert.Equal(MailVerdict.NotNow, sent.Requeue(Now));
        Assert.Equal(MailVerdict.NotNow, sent.CorrectRecipient(EmailAddress.Parse("altra@comune.it"), Now));
        Assert.Equal("maria@comune.it", sent.Recipient.Display);
    }

    [Fact]
    public void A_mail_to_nowhere_is_none() => Assert.Throws<ArgumentException>(
        () => new OutgoingMail(MailCause.Schedule, "registration.confirmed", EmailAddress.None, "Maria Rossi", "{}", null, Now));

    [Fact]
    public void A_corrected_address_is_found_by_search_and_the_mail_goes_there_at_once_without_the_old_error()
    {
        var mail = Failed();

        Assert.Equal(MailVerdict.Done, mail.CorrectRecipient(EmailAddress.Parse("Maria.Rossi@COMUNE.it"), Now.AddHours(1)));

        Assert.Equal(
            ("Maria.Rossi@comune.it", OutgoingMailStatus.Queued, 0, null),
            (mail.Recipient.Display, mail.Status, mail.Attempts, mail.FailureDetail));
        Assert.Equal("maria rossi maria rossi comune it", mail.SearchText);
    }

    [Fact]
    public void Only_a_failed_mail_can_be_let_be_and_after_that_no_address_is_corrected()
    {
        var mail = Failed();

        Assert.Equal(MailVerdict.NotNow, New().Dismiss());
        Assert.Equal(MailVerdict.Done, mail.Dismiss());
        Assert.Equal(MailVerdict.NotNow, mail.Dismiss());
        Assert.Equal(MailVerdict.NotNow, mail.CorrectRecipient(EmailAddress.Parse("altra@comune.it"), Now));
        Assert.Equal(OutgoingMailStatus.Dismissed, mail.Status);
    }

    [Fact]
    public void A_copy_is_a_mail_of_its_own_that_knows_what_it_is_a_copy_of()
    {
        var (mail, id) = (Failed(), Guid.NewGuid());

        var copy = mail.Copy(id, Now.AddDays(1));

        Assert.Equal(
            (id, mail.Id, mail.Content, mail.Recipient, mail.SearchText),
            (copy.Id, copy.CopyOfId, copy.Content, copy.Recipient, copy.SearchText));
        Assert.Equal(
            (OutgoingMailStatus.Queued, 0, Now.AddDays(1), null), (copy.Status, copy.Attempts, copy.NextAttemptAt, copy.Failure));
    }

    private static OutgoingMail Failed()
    {
        var mail = New();
        mail.MarkFailedAttempt(new(MailFailureKind.NoSuchMailbox, "550 no"), Now, isFinal: true);
        return mail;
    }

    private static OutgoingMail New() =>
        new(MailCause.Schedule, "registration.confirmed", EmailAddress.Parse("maria@comune.it"), "Maria Rossi", "{}", null, Now);
}
