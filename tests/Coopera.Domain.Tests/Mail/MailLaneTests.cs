using Coopera.Domain.Mail;

namespace Coopera.Domain.Tests.Mail;

public sealed class MailLaneTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_lane_that_stands_still_is_tried_ever_later_and_never_given_up()
    {
        var lane = new MailLane();
        var at = Now;
        foreach (var minutes in new[] { 1, 2, 5, 10, 15, 30, 30, 30 })
        {
            Assert.True(lane.MayTry(at));
            lane.Stop(new(MailFailureKind.CredentialsRefused, "535 no"), at);
            Assert.Equal(at.AddMinutes(minutes), lane.NextTrialAt);
            Assert.False(lane.MayTry(at.AddMinutes(minutes).AddSeconds(-1)));
            at = at.AddMinutes(minutes);
        }

        Assert.Equal((Now, new MailFailure(MailFailureKind.CredentialsRefused, "535 no")), (lane.StoppedSince!.Value, lane.Failure));
    }

    [Fact]
    public void A_mail_that_goes_opens_it_and_nothing_of_the_trouble_stays()
    {
        var lane = new MailLane();
        lane.Stop(new(MailFailureKind.Unreachable), Now);
        lane.Open(Now.AddMinutes(1));

        Assert.Equal((false, null, 0, Now.AddMinutes(1)), (lane.IsStopped, lane.Failure, lane.Trials, lane.LastSuccessAt!.Value));
        Assert.True(lane.MayTry(Now));
    }

    [Fact]
    public void What_one_mail_meets_again_while_others_go_is_its_own()
    {
        var lane = new MailLane();
        var mail = new OutgoingMail(
            MailCause.Schedule, "kind", EmailAddress.Parse("a@comune.example"), "A", "{}", null, Now);
        Assert.False(lane.IsOwnFaultOf(mail));
        mail.MarkHeldUp(new(MailFailureKind.ReputationRefused, "554 listed"), Now);
        lane.Stop(mail.Failure!, Now);
        Assert.False(lane.IsOwnFaultOf(mail));
        Assert.Equal((OutgoingMailStatus.Queued, 0, Now), (mail.Status, mail.Attempts, mail.NextAttemptAt));

        lane.Open(Now.AddMinutes(1)); // another one went

        Assert.True(lane.IsOwnFaultOf(mail));
    }

    [Fact]
    public void A_trial_that_a_clock_a_year_ahead_has_put_off_is_not_waited_for()
    {
        var lane = new MailLane();
        lane.Stop(new(MailFailureKind.Unreachable), Now.AddYears(1));

        Assert.True(lane.MayTry(Now));
        lane.Stop(new(MailFailureKind.Unreachable), Now);
        Assert.False(lane.MayTry(Now));
    }
}
