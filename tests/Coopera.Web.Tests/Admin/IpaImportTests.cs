using Coopera.Core.PublicBodies.Ipa;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>The file of IPA by its pages: what it would change, what was chosen, and what to do about adhesions.</summary>
public sealed class IpaImportTests : IDisposable
{
    private const string Import = "/gestione/adesioni/enti/ipa";

    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task The_file_is_tried_chosen_from_and_applied_and_then_says_nothing_new()
    {
        var staff = await _site.NewStaffMemberAsync();

        var review = await UploadAsync(staff, await _site.ReadAsync(IpaFiles.WithEveryKindOfChangeAsync));

        Assert.Contains("Comune di Messina (ME)", review.Text, StringComparison.Ordinal);
        Assert.Contains("ora protocollo.nuovo@pec.comune.messina.example", review.Text, StringComparison.Ordinal);
        Assert.Contains("non la tocchiamo", review.Text, StringComparison.Ordinal); // Castroreale has an adhesion
        Assert.Null(await _site.ReadAsync(db => db.PublicBodies.Where(b => b.Code == "083016").Select(b => b.ClosedOn).SingleAsync()));

        var list = await staff.FollowAsync(await staff.SubmitAsync(review, [], "form[action$=applica]"));

        Assert.Contains("Fatto: 1 ente nuovo,", list.Text, StringComparison.Ordinal);
        var page = await staff.GetAsync("/gestione/adesioni/enti/083048");
        Assert.Contains("(fonte IPA, ", page.Text, StringComparison.Ordinal);
        Assert.Contains("PEC di prima", page.Text, StringComparison.Ordinal);
        var again = await UploadAsync(staff, await _site.ReadAsync(IpaFiles.WithEveryKindOfChangeAsync));
        Assert.DoesNotContain("PEC cambiate", again.Text, StringComparison.Ordinal); // only what was not chosen is offered
        Assert.Contains("1 ente chiuso", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adhesion_of_a_body_that_closes_is_pointed_out_and_stays_as_it_is()
    {
        var staff = await _site.NewStaffMemberAsync();
        var review = await UploadAsync(staff, await _site.ReadAsync(IpaFiles.WithEveryKindOfChangeAsync));
        var before = await _site.ReadAsync(db => db.Adhesions.AsNoTracking().SingleAsync(a => a.PublicBodyCode == "083016"));

        var list = await staff.FollowAsync(await staff.SubmitAsync(
            review, new() { ["Became[0]"] = "083048" }, "form[action$=applica]",
            new() { ["Chosen"] = [$"{IpaChangeKind.Closed}-083016"] }));

        Assert.Contains("Adesioni di enti che non ci sono più", list.Text, StringComparison.Ordinal);
        var after = await _site.ReadAsync(db => db.Adhesions.AsNoTracking().SingleAsync(a => a.PublicBodyCode == "083016"));
        Assert.Equal((AdhesionStatus.Accepted, before.Revision), (after.Status, after.Revision));
        Assert.Contains("Non c’è più", (await staff.GetAsync($"/gestione/adesioni/{after.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("Comune di Messina (ME)", (await staff.GetAsync("/gestione/adesioni/enti/083016")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_another_is_told_in_words()
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await UploadAsync(staff, "Nome;Email\nMaria;m@x.it\n"u8.ToArray());

        Assert.Equal(422, page.Status);
        Assert.Contains("Le colonne di questo file sono altre.", page.Text, StringComparison.Ordinal);
    }

    private static async Task<Page> UploadAsync(Visitor staff, byte[] file) =>
        await staff.UploadAsync(await staff.GetAsync(Import), "enti.csv", file);

    public void Dispose() => _site.Dispose();
}
