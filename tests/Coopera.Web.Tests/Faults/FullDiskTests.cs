using System.Text;
using Coopera.Domain.Coordination;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Faults;

/// <summary>
/// The disk of the data folder is full, the database is elsewhere: people are told so, and what they typed is still there.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly string _elsewhere = Directory.CreateTempSubdirectory("coopera-elsewhere-").FullName;
    private readonly SmallDisk _disk;
    private readonly CooperaSite _site;

    public FullDiskTests()
    {
        _disk = SmallDisk.Mount(megabytes: 2);
        _site = new CooperaSite(new()
        {
            ["Site:DataFolder"] = _disk.Folder,
            ["ConnectionStrings:Coopera"] = $"Data Source={Path.Combine(_elsewhere, "coopera.db")}",
            ["Mail:Folder"] = Path.Combine(_elsewhere, "mail"),
            ["Uploads:LeastFreeMegabytes"] = "0", // the disk itself says when it is full
        });
    }

    /// <summary>Larger than the disk: it is full while the form comes in. Half as large: when the file is stored.</summary>
    public static TheoryData<int> Sizes() => [4 * Megabyte, (3 * Megabyte) / 2];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_scheda_by_file_is_refused_with_what_was_typed_and_goes_through_when_there_is_room(int size)
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync("/coordinamento/scheda/carica");

        var refused = await visitor.UploadAsync(form, "scansione.pdf", Scanned(size), new()
        {
            ["BodyName"] = "Messina",
            ["Email"] = "ufficio.sai@comune.example",
            ["PrivacyNoticeRead"] = "true",
        });

        AssertHonest(refused);
        Assert.Equal(("Messina", "ufficio.sai@comune.example"), (refused.ValueOf("BodyName"), refused.ValueOf("Email")));
        Assert.Contains("scegli di nuovo il file", refused.Text, StringComparison.Ordinal);
        Assert.Contains("scansione.pdf", refused.Text, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.Adhesions.AnyAsync(a => a.Status == AdhesionStatus.Draft)));
        AssertNothingLeft();

        _disk.Grow(megabytes: 20);
        var sent = await visitor.FollowAsync(await visitor.UploadAsync(refused, "scansione.pdf", Scanned(size)));

        Assert.Equal("Controlla la posta", sent.Heading);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_signed_copy_is_refused_and_the_adhesion_stays_as_it_was(int size)
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);

        var refused = await visitor.UploadAsync(await visitor.GetAsync(status), "firmata.pdf", Scanned(size));

        AssertHonest(refused);
        AssertNothingLeft();
        var adhesion =
            await _site.ReadAsync(db => db.Adhesions.Include(a => a.SignedCopies).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
        Assert.Equal((AdhesionStatus.Draft, 0), (adhesion.Status, adhesion.SignedCopies.Count));

        _disk.Grow(megabytes: 20);
        Assert.Contains(
            "La scheda è arrivata",
            (await visitor.FollowAsync(await visitor.UploadAsync(refused, "firmata.pdf", Scanned(size)))).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_scan_of_the_staff_is_refused(int size)
    {
        await Bodies.FillInAsync(_site, _site.NewVisitor());
        var adhesion = await _site.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
        var staff = await _site.NewStaffMemberAsync();

        var refused = await staff.UploadAsync(await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}"), "scansione.pdf", Scanned(size));

        AssertHonest(refused);
        AssertNothingLeft();
        _disk.Grow(megabytes: 20);
        Assert.Equal(303, (await staff.UploadAsync(refused, "scansione.pdf", Scanned(size))).Status);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_material_is_refused_with_its_title(int size)
    {
        var webinar = await _site.WebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/materiali");

        var refused = await staff.UploadAsync(page, "slide.pdf", Scanned(size), new() { ["File.Title"] = "Le slide di Torino" });

        AssertHonest(refused);
        Assert.Equal("Le slide di Torino", refused.ValueOf("'File.Title'"));
        AssertNothingLeft();
        _disk.Grow(megabytes: 20);
        Assert.Equal(303, (await staff.UploadAsync(refused, "slide.pdf", Scanned(size))).Status);
        Assert.Equal("Le slide di Torino", (await _site.ReadAsync(
            db => db.Webinars.Include(w => w.Materials).SingleAsync(w => w.Id == webinar.Id))).Materials.Single().Title);
    }

    [Fact]
    public async Task A_spreadsheet_that_finds_no_room_is_refused_and_the_register_says_that_it_was_broken_off()
    {
        var webinar = await _site.WebinarAsync();
        await _site.WriteAsync(db =>
        {
            db.Registrations.AddRange(Enumerable.Range(1, 50).Select(i =>
                Registration.SignUp(webinar.Id, i, null, People.Number(i), People.Notice, DateTimeOffset.UtcNow)));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();
        Fill();

        var refused = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti.xlsx?scopo=organizzare");

        Assert.Equal((503, "Sul sito non c’è più spazio"), (refused.Status, refused.Heading));
        Assert.Contains("Avvisa chi gestisce il sito", refused.Text, StringComparison.Ordinal);
        Assert.Null(refused.Response.Content.Headers.ContentDisposition);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_disk.Folder, "tmp")));
        var lines =
            await _site.ReadAsync(db => db.AuditEntries.Where(
                e => e.SubjectKey == $"webinar/{webinar.Id}").OrderBy(e => e.Number).Select(e => e.Action).ToListAsync());
        Assert.Equal([AuditAction.RegistrationsExported, AuditAction.ExportBrokenOff], lines);
    }

    [Fact]
    public async Task Signing_up_needs_no_room_in_the_data_folder_and_the_page_of_the_site_tells_that_it_is_full()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        var visitor = _site.NewVisitor();
        Fill();

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form());
        var page = await staff.GetAsync("/gestione/stato");

        Assert.Equal(303, answer.Status);
        Assert.Contains("Resta poco spazio per i file.", page.Text, StringComparison.Ordinal);
        Assert.Equal(503, (await visitor.GetAsync("/health/ready")).Status);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_disk.Folder), path => Path.GetFileName(path).StartsWith(".health-", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _site.Dispose();
        _disk.Dispose();
        Directory.Delete(_elsewhere, recursive: true);
    }

    private static byte[] Scanned(int size) => [.. TestPdf.Scan, .. new byte[size - TestPdf.Scan.Length]];

    private static void AssertHonest(Page refused)
    {
        Assert.Equal((503, "Sul sito non c’è più spazio"), (refused.Status, refused.Heading));
        Assert.Equal("120", refused.Response.Headers.RetryAfter?.ToString());
        Assert.Contains("Non abbiamo registrato niente", refused.Text, StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector("main form[enctype] input[type=file][name=file]"));
    }

    /// <summary>What a request buffered goes when it is over, which may be a moment after its answer.</summary>
    private void AssertNothingLeft()
    {
        SpinWait.SpinUntil(() => !Left().Any(), TimeSpan.FromSeconds(5));
        Assert.Empty(Left());

        IEnumerable<string> Left() => Directory.EnumerateFiles(_disk.Folder, "*", SearchOption.AllDirectories);
    }

    private void Fill()
    {
        using var ballast = File.Create(Path.Combine(_disk.Folder, "zavorra"));
        try
        {
            for (var written = 0; written < 4 * Megabyte; written += 4096)
            {
                ballast.Write(new byte[4096]);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // full
        }
    }
}
