using Coopera.Domain.Coordination;

namespace Coopera.Domain.Tests.Coordination;

public sealed class AdhesionWithdrawalTests
{
    [Theory]
    [InlineData(AdhesionStatus.Draft)]
    [InlineData(AdhesionStatus.Submitted)]
    [InlineData(AdhesionStatus.InReview)]
    [InlineData(AdhesionStatus.ChangesRequested)]
    [InlineData(AdhesionStatus.Accepted)]
    public void A_withdrawal_taken_back_leaves_it_as_it_was(AdhesionStatus status)
    {
        var adhesion = Some.AdhesionThatIs(status);
        var (key, since) = (adhesion.ActiveKey, adhesion.MemberSince);
        adhesion.Withdraw("Sbaglio", Actor.Body, Some.Now);

        adhesion.TakeWithdrawalBack(Actor.Body, Some.Now.AddMinutes(9));

        Assert.Equal((status, key, since, null), (adhesion.Status, adhesion.ActiveKey, adhesion.MemberSince, adhesion.WithdrawnFrom));
        Assert.Equal(AdhesionEventKind.Restored, adhesion.Events[^1].Kind);
    }

    [Fact]
    public void A_scheda_on_paper_that_waits_for_its_scan_stands_for_the_body_again()
    {
        var adhesion = Adhesion.Record(Some.Castroreale, Some.Email, Some.Pec, Some.Staff, "PEC del 3 marzo", Some.Now);
        adhesion.Withdraw("Sbaglio", Some.Staff, Some.Now);
        Assert.True(adhesion.WasWithdrawnByStaff);

        adhesion.TakeWithdrawalBack(Some.Staff, Some.Now);

        Assert.Equal(Some.Castroreale.Code, adhesion.ActiveKey);
    }

    [Fact]
    public void After_ten_minutes_it_stays_withdrawn()
    {
        var adhesion = Some.AdhesionThatIs(AdhesionStatus.Withdrawn);

        Assert.Throws<AdhesionStateException>(() => adhesion.TakeWithdrawalBack(Actor.Body, Some.Now.AddMinutes(10)));
        Assert.Equal(AdhesionStatus.Withdrawn, adhesion.Status);
    }
}
