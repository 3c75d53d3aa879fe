using System.Text;
using Coopera.Core;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Files;

/// <summary>Every file that comes in passes by ClamAV, where there is one; the tests' own speaks its protocol over a real socket.</summary>
public sealed class AntivirusTests
{
    private const string NotTaken = "L’antivirus ha trovato qualcosa di pericoloso in questo file";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signed_copy_is_looked_into_and_staff_read_so(bool overFile)
    {
        var folder = Directory.CreateTempSubdirectory("coopera-clam-").FullName;
        using var clam = overFile ? ClamDaemon.OnSocket(Path.Combine(folder, "clamd.ctl")) : ClamDaemon.OnPort();
        using var site = With(clam);
        var visitor = site.NewVisitor();
        var status = await Bodies.FillInAsync(site, visitor);

        var refused = await visitor.UploadAsync(await visitor.GetAsync(status), "firmata.pdf", Pdf("EICAR"));
        Assert.Equal(422, refused.Status);
        Assert.Contains(NotTaken, refused.Text, StringComparison.Ordinal);
        var uploads = Path.Combine(site.Folder, "uploads");
        Assert.Empty(Directory.Exists(uploads) ? Directory.GetFiles(uploads) : []);
        Assert.Equal(303, (await visitor.UploadAsync(await visitor.GetAsync(status), "firmata.pdf", Pdf("sano"))).Status);

        var adhesion = await AdhesionAsync(site);
        Assert.Equal(FileScan.Clean, adhesion.SignedCopies.Single().Scan);
        Assert.Equal(2, clam.Scanned);
        var staff = await site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}");
        Assert.Contains("controllato, nessun virus trovato", page.Text, StringComparison.Ordinal);
        Assert.Contains("controlla i file che arrivano", (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_scheda_by_file_a_scan_of_staff_and_material_are_looked_into_as_well()
    {
        using var clam = ClamDaemon.OnPort();
        using var site = With(clam);
        var visitor = site.NewVisitor();
        var scheda = await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", Pdf("EICAR"), new()
        {
            ["BodyName"] = "Messina",
            ["Email"] = "ufficio.sai@comune.example",
            ["PrivacyNoticeRead"] = "true",
        });
        Assert.StartsWith(NotTaken, scheda.ErrorOf("file"), StringComparison.Ordinal);
        Assert.Equal((422, "Messina"), (scheda.Status, scheda.ValueOf("BodyName")));
        Assert.False(await site.ReadAsync(db => db.Adhesions.AnyAsync(a => a.Status == AdhesionStatus.Draft)));

        await Bodies.FillInAsync(site, visitor);
        var (staff, webinar) = (await site.NewStaffMemberAsync(), await site.WebinarAsync());
        var adhesion = await AdhesionAsync(site);
        foreach (var address in new[] { $"/gestione/adesioni/{adhesion.Id}", $"/gestione/webinar/{webinar.Id}/materiali" })
        {
            var fields = new Dictionary<string, string?>();
            if (address.EndsWith("materiali", StringComparison.Ordinal))
            {
                fields["File.Title"] = "Le slide";
            }

            var refused = await staff.UploadAsync(await staff.GetAsync(address), "slide.pdf", Pdf("EICAR"), fields);
            Assert.True(refused.Status == 422, $"{address} answered {refused.Status}.");
            Assert.StartsWith(NotTaken, refused.ErrorOf("file"), StringComparison.Ordinal);
            Assert.Equal(303, (await staff.UploadAsync(refused, "slide.pdf", Pdf("sano"), fields)).Status);
        }

        Assert.Equal(
            FileScan.Clean, await site.ReadAsync(db => db.Webinars.SelectMany(w => w.Materials).Select(m => m.Scan).SingleAsync()));
        Assert.Equal(FileScan.Clean, (await AdhesionAsync(site)).SignedCopies.Single().Scan);
    }

    [Fact]
    public async Task Where_there_is_none_staff_read_not_controlled()
    {
        using var site = new CooperaSite();
        await AssertKeptUnscannedAsync(site);

        var ready = await (await site.NewStaffMemberAsync()).GetAsync("/health/ready");
        Assert.Equal((200, """{"status":"ready","failing":[],"degraded":[]}"""), (ready.Status, ready.Html));
    }

    [Fact]
    public async Task When_it_is_away_the_file_is_kept_and_health_and_staff_are_told()
    {
        var clam = ClamDaemon.OnPort();
        using var site = With(clam);
        clam.Dispose();
        await AssertKeptUnscannedAsync(site);

        var ready = await (await site.NewStaffMemberAsync()).GetAsync("/health/ready");
        Assert.Equal((200, """{"status":"ready","failing":[],"degraded":["antivirus"]}"""), (ready.Status, ready.Html));
        var page = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato");
        Assert.Contains("L’antivirus non risponde.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_for_it_is_kept_as_not_controlled()
    {
        using var clam = ClamDaemon.OnPort(limit: 100);
        using var site = With(clam);
        await AssertKeptUnscannedAsync(site);
    }

    [Theory]
    [InlineData("clamav", false)]
    [InlineData("http://localhost:3310", false)]
    [InlineData("localhost:3310", true)]
    [InlineData("/run/clamav/clamd.ctl", true)]
    public void Its_socket_is_a_path_or_a_host_with_a_port(string socket, bool isRight)
    {
        var settings = TestSettings.In(Path.GetTempPath());
        settings["Antivirus:Socket"] = socket;

        var failure = Record.Exception(() => TestSettings.Read(settings));

        Assert.Equal(isRight, failure is null);
        Assert.True(
            isRight || (failure is SettingsException && failure.Message.StartsWith("Antivirus:Socket is ", StringComparison.Ordinal)));
    }

    private static CooperaSite With(ClamDaemon clam) => new(new() { ["Antivirus:Socket"] = clam.Address });

    private static async Task AssertKeptUnscannedAsync(CooperaSite site)
    {
        var visitor = site.NewVisitor();
        var status = await Bodies.FillInAsync(site, visitor);
        Assert.Equal(303, (await visitor.UploadAsync(await visitor.GetAsync(status), "firmata.pdf", Pdf("sano"))).Status);
        var adhesion = await AdhesionAsync(site);
        Assert.Equal(FileScan.NotScanned, adhesion.SignedCopies.Single().Scan);
        var page = await (await site.NewStaffMemberAsync()).GetAsync($"/gestione/adesioni/{adhesion.Id}");
        Assert.Contains("Antivirus: non controllato", page.Text, StringComparison.Ordinal);
    }

    private static Task<Adhesion> AdhesionAsync(CooperaSite site) => site.ReadAsync(
        db => db.Adhesions.Include(a => a.SignedCopies).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));

    private static byte[] Pdf(string word) => Encoding.Latin1.GetBytes(
        $"%PDF-1.4\n% {word}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n");
}
