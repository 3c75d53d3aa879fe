using Coopera.Domain.Coordination;

namespace Coopera.Web.Tests.Admin;

/// <summary>The secretariat takes back a withdrawal.</summary>
public sealed class CoordinationUndoTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Theory]
    [InlineData(AdhesionStatus.Draft)]
    [InlineData(AdhesionStatus.InReview)]
    [InlineData(AdhesionStatus.Accepted)]
    public async Task A_withdrawal_is_taken_back_with_all_that_was_and_no_mail_goes_out(AdhesionStatus status)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, status);
        var before = await _site.AdhesionAsync(adhesion.Id);
        var mails = await _site.MailsAsync(adhesion.Id);
        var staff = await _site.NewStaffMemberAsync();
        var withdrawn = await staff.FollowAsync(
            await staff.PressAsync(await staff.OpenAsync(adhesion), "ritira", ("WithdrawalReason", "Sbaglio.")));

        var back = await staff.FollowAsync(await staff.PressAsync(withdrawn, "rimetti"));
        var twice = await staff.FollowAsync(await staff.PressAsync(withdrawn, "rimetti"));

        Assert.All([back, twice], page => Assert.Contains("Il ritiro è annullato", page.Text, StringComparison.Ordinal));
        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal((status, before.ActiveKey, before.MemberSince), (stored.Status, stored.ActiveKey, stored.MemberSince));
        Assert.Equal(mails, await _site.MailsAsync(adhesion.Id));
        Assert.StartsWith("annulla il ritiro dell’adesione | ", (await _site.RegisterAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_scheda_that_came_in_meanwhile_is_in_the_way_and_that_is_said()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();
        var withdrawn = await staff.FollowAsync(
            await staff.PressAsync(await staff.OpenAsync(adhesion), "ritira", ("WithdrawalReason", "Sbaglio.")));
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);

        var refused = await staff.PressAsync(withdrawn, "rimetti");

        Assert.Equal(422, refused.Status);
        Assert.Contains("Nel frattempo è arrivata un’altra scheda firmata dello stesso ente", refused.Text, StringComparison.Ordinal);
        Assert.Equal(AdhesionStatus.Withdrawn, (await _site.AdhesionAsync(adhesion.Id)).Status);
    }

    public void Dispose() => _site.Dispose();
}
