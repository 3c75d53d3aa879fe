using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Coopera.Domain.Coordination;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Faults;

/// <summary>A file that cannot be kept: because the site may not write, or because it is too large.</summary>
public sealed class UploadFaultTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly LogLines _log = new();
    private readonly CooperaSite _site;

    public UploadFaultTests() => _site = new CooperaSite(services: _log.Join);

    [Theory]
    [InlineData("tmp")]
    [InlineData("uploads")]
    public async Task A_folder_that_may_not_be_written_to_is_the_sites_fault_and_the_log_says_which(string folder)
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync("/coordinamento/scheda/carica");
        var path = Path.Combine(_site.Folder, folder);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        await File.WriteAllTextAsync(path, "in the way"); // keeps root out, too, who may write everywhere

        var refused = await visitor.UploadAsync(form, "scheda.pdf", Pdf(100_000), Fields());

        Assert.Equal((503, "Il sito non riesce a salvare i file"), (refused.Status, refused.Heading));
        Assert.Contains("non un tuo errore", refused.Text, StringComparison.Ordinal);
        Assert.Equal(("Messina", "ufficio.sai@comune.example"), (refused.ValueOf("BodyName"), refused.ValueOf("Email")));
        Assert.Contains(
            _log.Lines, line => line.StartsWith("ERR", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));

        File.Delete(path);
        Assert.Equal(303, (await visitor.UploadAsync(refused, "scheda.pdf", Pdf(100_000))).Status);
    }

    [Fact]
    public async Task Health_names_temporary_files_that_cannot_be_written()
    {
        var path = Path.Combine(_site.Folder, "tmp");
        await _site.NewVisitor().GetAsync("/health/live");
        Directory.Delete(path, recursive: true);
        await File.WriteAllTextAsync(path, "in the way");

        var staff = await _site.NewStaffMemberAsync();
        var ready = await staff.GetAsync("/health/ready");

        Assert.Equal((503, """{"status":"not ready","failing":["temporary-files"],"degraded":[]}"""), (ready.Status, ready.Html));
        Assert.Contains(
            _log.Lines,
            line => line.Contains("Health: temporary-files fails", StringComparison.Ordinal)
                && line.Contains(path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10 * Megabyte + 1)]
    [InlineData(12 * Megabyte)]
    [InlineData(60 * Megabyte)]
    public async Task A_scheda_that_is_too_large_is_told_so_at_its_field_whatever_its_size_and_nothing_typed_is_lost(int size)
    {
        var visitor = _site.NewVisitor();

        var refused = await visitor.UploadAsync(
            await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", Pdf(size), Fields());

        Assert.Equal(422, refused.Status);
        Assert.StartsWith("Il file supera i 10 MB.", refused.ErrorOf("file"), StringComparison.Ordinal);
        Assert.Equal(("Messina", "ufficio.sai@comune.example"), (refused.ValueOf("BodyName"), refused.ValueOf("Email")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_site.Folder, "tmp")));
        Assert.False(await _site.ReadAsync(db => db.Adhesions.AnyAsync(a => a.Status == AdhesionStatus.Draft)));
    }

    [Fact]
    public async Task Material_that_is_too_large_is_told_so_at_its_field()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/materiali");

        var refused = await staff.UploadAsync(page, "slide.pdf", Pdf(70 * Megabyte), new() { ["File.Title"] = "Le slide" });

        Assert.Equal(422, refused.Status);
        Assert.StartsWith("Il file supera i 50 MB", refused.ErrorOf("file"), StringComparison.Ordinal);
        Assert.Contains("value=\"Le slide\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal($"{Material.FileMaxLength}", page.Document.QuerySelector("#file")!.GetAttribute("data-largest"));
    }

    [Fact]
    public async Task The_real_server_reads_it_to_the_end_so_that_the_browser_gets_to_see_the_answer()
    {
        _site.UseKestrel(0);
        _site.StartServer();
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync("/coordinamento/scheda/carica");

        var refused = await visitor.UploadAsync(form, "scheda.pdf", Pdf(40 * Megabyte), Fields());

        Assert.Equal(422, refused.Status);
        Assert.StartsWith("Il file supera i 10 MB.", refused.ErrorOf("file"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_all_measure_the_real_server_says_so_before_the_first_byte()
    {
        _site.UseKestrel(0);
        _site.StartServer();
        var address = _site.ClientOptions.BaseAddress;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /coordinamento/scheda/carica HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; "
            + "boundary=x\r\nContent-Length: 3000000000\r\n\r\n--x\r\n"));

        var answer = await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync();

        Assert.Equal(413, int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.Contains("scegli un file più piccolo", answer, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Fields() => new()
    {
        ["BodyName"] = "Messina",
        ["Email"] = "ufficio.sai@comune.example",
        ["PrivacyNoticeRead"] = "true",
    };

    private static byte[] Pdf(int size)
    {
        var head = TestPdf.Scan;
        var bytes = new byte[Math.Max(size, head.Length)];
        Array.Fill(bytes, (byte)'\n');
        head.CopyTo(bytes, 0);
        return bytes;
    }
}
