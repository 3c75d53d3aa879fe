using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Coordination;

/// <summary>How much strangers may fill, and what happens before the disk is full.</summary>
public sealed class UploadRoomTests
{
    private static readonly Dictionary<string, string?> Sender = new()
    {
        ["BodyName"] = "Messina",
        ["Email"] = "ufficio.sai@comune.example",
        ["PrivacyNoticeRead"] = "true",
    };

    [Fact]
    public async Task Files_of_unproven_mailboxes_fill_their_quota_and_no_more_and_what_was_typed_stays()
    {
        using var site = new CooperaSite(new() { ["Uploads:UnprovenMegabytes"] = "1" });
        var visitor = site.NewVisitor();
        Assert.Equal(303, (await UploadAsync(visitor, "uno@posta.example")).Status);

        var refused = await UploadAsync(visitor, "due@posta.example");

        Assert.Equal((503, "3600"), (refused.Status, refused.Response.Headers.RetryAfter?.ToString()));
        Assert.Contains("aspettano conferma troppe schede", refused.ErrorOf("file"), StringComparison.Ordinal);
        Assert.Equal(("Messina", "due@posta.example"), (refused.ValueOf("BodyName"), refused.ValueOf("Email")));
        Assert.Single(Directory.GetFiles(Path.Combine(site.Folder, "uploads")));
        Assert.Equal(1, await site.ReadAsync(db => db.Adhesions.CountAsync(a => a.Status == AdhesionStatus.Draft)));

        // Once the first is proven its file counts no longer.
        await Bodies.OpenAsync(visitor, await Bodies.MailedLinkAsync(site));
        Assert.Equal(303, (await UploadAsync(visitor, "due@posta.example")).Status);
    }

    [Fact]
    public async Task Below_the_least_free_space_files_are_refused_before_the_disk_is_full_and_staff_are_told()
    {
        using var site = new CooperaSite(new() { ["Uploads:LeastFreeMegabytes"] = "1000000" });
        var visitor = site.NewVisitor();
        var link = await Bodies.FillInAsync(site, visitor);

        var first = await visitor.UploadAsync(
            await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", TestPdf.Plain(), Sender);
        var signed = await visitor.UploadAsync(await visitor.GetAsync(link), "scheda.pdf", TestPdf.Plain());

        Assert.Equal((503, 503), (first.Status, signed.Status));
        Assert.Equal(("Sul sito non c’è più spazio", "Messina"), (first.Heading, first.ValueOf("BodyName")));
        Assert.False(Directory.Exists(Path.Combine(site.Folder, "uploads")));
        var staff = await site.NewStaffMemberAsync();
        var status = await staff.GetAsync("/gestione/stato");
        Assert.Contains("Resta poco spazio per i file.", status.Text, StringComparison.Ordinal);
        Assert.Contains("adesso ne restano", status.Text, StringComparison.Ordinal);
        var health = await staff.GetAsync("/health/ready");
        Assert.Equal(200, health.Status);
        Assert.Contains("free-space", health.Html, StringComparison.Ordinal);
    }

    private static async Task<Page> UploadAsync(Visitor visitor, string email) => await visitor.UploadAsync(
        await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf",
        [.. TestPdf.Plain(), .. Enumerable.Repeat((byte)'\n', 600_000)], new(Sender) { ["Email"] = email });
}
