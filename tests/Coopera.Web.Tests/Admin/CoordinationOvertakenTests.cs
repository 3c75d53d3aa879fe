using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Web.Tests.Admin;

/// <summary>Two people on one adhesion: the second one is told what happened, and loses nothing of what they wrote.</summary>
public sealed class CoordinationOvertakenTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    public static TheoryData<string, string?, string?> Actions() => new()
    {
        { "verifica", null, null },
        { "controlli", "SchedaSigned", "true" },
        { "integrazioni", "RequestText", "Manca la firma del sindaco." },
        { "respingi", "RefusalReason", "Manca la delibera." },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task Who_acts_on_a_page_that_a_colleague_has_overtaken_changes_nothing_and_reads_what_happened(
        string action, string? field, string? value)
    {
        var status = action == "controlli" ? AdhesionStatus.InReview : AdhesionStatus.Submitted;
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, status);
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync());
        var seen = await staff.OpenAsync(adhesion);
        await colleague.FollowAsync(await colleague.PressAsync(await colleague.OpenAsync(adhesion), "accogli", ("AcceptAnyway", "true")));

        var answer = await staff.PressAsync(seen, action, field is null ? [] : [(field, value)]);

        Assert.Equal(409, answer.Status);
        Assert.Contains("Nel frattempo l’adesione è cambiata", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Adesione accolta", answer.Document.QuerySelector(".notice-warn")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ora è: Accolta", answer.Text, StringComparison.Ordinal);
        if (field is "RequestText" or "RefusalReason")
        {
            Assert.Equal(value, answer.Document.QuerySelector("#avevi-scritto")!.TextContent.Trim());
            Assert.Contains("Quello che avevi scritto è qui sotto", answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(AdhesionStatus.Accepted, (await _site.AdhesionAsync(adhesion.Id)).Status);
        Assert.Equal(["accoglie l’adesione"], (await _site.RegisterAsync()).Select(line => line.Split(" | ")[0]));
    }

    [Fact]
    public async Task A_better_copy_that_came_in_meanwhile_is_not_accepted_unseen()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        await _site.WriteAsync(async db => (await db.LockAdhesionAsync(adhesion.Id))!.Check(
            ReviewChecks.All, CoordinationFiles.Colleague, CoordinationFiles.Now));
        var staff = await _site.NewStaffMemberAsync();
        var seen = await staff.OpenAsync(adhesion);
        await _site.WriteAsync(async db => (await db.LockAdhesionAsync(adhesion.Id))!.ReceiveSignedCopy(
            new StoredFile("00000000000000000000000000000001", "seconda.pdf", "application/pdf", 1, new string('b', 64)),
            "{}", "", Actor.Body, CoordinationFiles.Now));

        var answer = await staff.PressAsync(seen, "accogli");

        Assert.Equal(409, answer.Status);
        Assert.Contains("ente: Scheda firmata ricevuta (seconda.pdf)", answer.Text, StringComparison.Ordinal);
        Assert.False(answer.Document.QuerySelector("#Form_SchedaSigned")!.HasAttribute("checked"));
        Assert.Equal(AdhesionStatus.Submitted, (await _site.AdhesionAsync(adhesion.Id)).Status);
    }

    [Fact]
    public async Task What_was_typed_stays_in_its_form_and_goes_through_the_second_time()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync());
        var seen = await staff.OpenAsync(adhesion);
        await colleague.FollowAsync(
            await colleague.PressAsync(await colleague.OpenAsync(adhesion), "protocollo", ("ProtocolNumber", "0001234")));

        var told = await staff.PressAsync(seen, "integrazioni", ("RequestText", "Manca la firma del sindaco."));

        Assert.Equal(409, told.Status);
        Assert.Contains("Protocollo assegnato (n. 0001234 del 15 gennaio 2026)", told.Text, StringComparison.Ordinal);
        Assert.Equal("Manca la firma del sindaco.", told.AreaOf("Form.RequestText").Trim());
        Assert.Equal(303, (await staff.PressAsync(told, "integrazioni")).Status);
        Assert.Equal("Manca la firma del sindaco.", (await _site.AdhesionAsync(adhesion.Id)).Events.MaxBy(e => e.Id)!.Note);
    }

    [Fact]
    public async Task Who_accepts_what_a_colleague_has_just_accepted_reads_that_it_is_done_and_nothing_is_done_twice()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync());
        var (seen, seenToo) = (await staff.OpenAsync(adhesion), await colleague.OpenAsync(adhesion));
        await colleague.PressAsync(seenToo, "accogli", ("AcceptAnyway", "true"));
        var mails = await _site.MailsAsync(adhesion.Id);

        var answer = await staff.FollowAsync(await staff.PressAsync(seen, "accogli", ("AcceptAnyway", "true")));

        Assert.Contains("Adesione accolta: da ora l’ente è nell’elenco pubblico.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(mails, await _site.MailsAsync(adhesion.Id));
        Assert.Single(await _site.RegisterAsync());
    }

    [Theory]
    [InlineData("respingi", "RefusalReason", "Adesione respinta")]
    [InlineData("integrazioni", "RequestText", "Richiesta inviata")]
    [InlineData("ritira", "WithdrawalReason", "Adesione ritirata")]
    [InlineData("link", "LinkEmail", "Nuovo link in partenza")]
    public async Task The_second_of_two_clicks_reads_what_the_first_did(string action, string field, string done)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();
        var seen = await staff.OpenAsync(adhesion);
        (string, string?) typed = (field, field == "LinkEmail" ? "ufficio@comune.example" : "Manca la delibera.");
        await staff.PressAsync(seen, action, typed);
        var mails = await _site.MailsAsync(adhesion.Id);

        var second = await staff.FollowAsync(await staff.PressAsync(seen, action, typed));

        Assert.Contains(done, second.Text, StringComparison.Ordinal);
        Assert.Equal(mails, await _site.MailsAsync(adhesion.Id));
        Assert.Single(await _site.RegisterAsync());
    }

    [Fact]
    public async Task Who_refuses_for_another_reason_than_a_colleague_is_told()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync());
        var seen = await staff.OpenAsync(adhesion);
        await colleague.PressAsync(await colleague.OpenAsync(adhesion), "respingi", ("RefusalReason", "Manca la firma."));

        Assert.Equal(409, (await staff.PressAsync(seen, "respingi", ("RefusalReason", "Manca la delibera."))).Status);
    }

    [Fact]
    public async Task A_double_click_does_it_once()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();
        var seen = await staff.OpenAsync(adhesion);

        var answers = await Task.WhenAll(staff.PressAsync(seen, "verifica"), staff.PressAsync(seen, "verifica"));

        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
        Assert.Single(await _site.MailsAsync(adhesion.Id));
        Assert.Single(await _site.RegisterAsync());
    }

    [Fact]
    public async Task A_form_that_tells_nothing_of_what_was_seen_changes_nothing()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal(409, (await staff.PressAsync(await staff.OpenAsync(adhesion), "verifica", ("Seen", null))).Status);
        Assert.Equal(409, (await staff.PressAsync(await staff.OpenAsync(adhesion), "verifica", ("Seen", "1.2.3"))).Status);

        Assert.Equal(AdhesionStatus.Submitted, (await _site.AdhesionAsync(adhesion.Id)).Status);
    }

    public void Dispose() => _site.Dispose();
}
