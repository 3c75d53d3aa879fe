using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Coopera.Core.Coordination.ByPec;
using Coopera.Core.Documents;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Links;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Coopera.Pdf.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Coordination.ByPec;

/// <summary>A scheda that was printed, signed by pen and scanned holds no text: its QR code tells whose it is.</summary>
public sealed class ScannedSchedaTests
{
    /// <summary>A code of 111 dots as group 4 fax, by libtiff.</summary>
    private const string Fax =
        "//JAbDQjEejAhgNn////m1ghIic2v///+YEwRIgGaWYE////////BmIGQx3////////wYMH///////8eCBGgiQYiP/////+OCBAgRoBAgRiMUf//////HEGC"
        + "xEf/+SIwGBMCGIGbjQQwn/////5KAR6BxBAjAbDS/////+ODMQCBCaDUj////wRoggRggQIxAiJTBmL//////+CBAgQIECHgwRiBAgRoB///////+DBGoCBE"
        + "PAgwQM0v/////wYMRJcDMRgh///+DIkGTkoBAxml////wRoBQZ4OCNxi4L/////EiUIkRBEMuJi////82puGCIlDQCx/////4IEDBAiReDNr////5iBA8HMR"
        + "gCAQP/////4iJikMQCkqD///+SA2AyJAMwHMUiJ////+bWCJRm40RmUf/////mBOCgzEDNwzF///////4MHEECMEYgRDkf//////8h+g8QX/////HBgjFBAg"
        + "QI0EoNH///////GCBAgUECBAgQIECBAgX//////ERERER//ABABA";

    [Theory]
    [InlineData("-jpeg", "-gray", 200)]
    [InlineData("-jpeg", "", 150)]
    [InlineData("", "-gray", 300)]
    [InlineData("", "-mono", 300)]
    public async Task A_scan_from_any_certified_mailbox_lies_with_the_adhesion_that_its_code_names(string coding, string colours, int dots)
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        await AdhesionAsync(post, "087015");
        var scan = Scan(Printed(post, adhesion, body), coding, colours, dots);
        var pec = PecPost.From(body) with { From = "ufficio.nuovo@pec.example", Subject = "Documento" };

        Assert.Equal(InboxOutcome.SchedaByPec, await post.ArriveAsync(
            pec.Envelope(pec.Letter("", ("scan0001.pdf", "application/pdf", scan)))));

        Assert.True(Assert.Single((await post.AdhesionAsync(adhesion.Id)).SignedCopies).CameByPec);
    }

    [Fact]
    public async Task A_code_that_the_site_did_not_make_names_nothing()
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var forged = AdhesionScheda.Make(
            AdhesionSchedaContent.Of(adhesion, body), Addresses($"http://localhost/coordinamento/adesione/{adhesion.Id:N}{adhesion.Id:N}"),
            TestDatabase.Now);
        var pec = PecPost.From(body) with { From = "ufficio.nuovo@pec.example", Subject = "Documento" };

        await post.ArriveAsync(pec.Envelope(pec.Letter("", ("scan0001.pdf", "application/pdf", Scan(forged, "-jpeg", "-gray", 200)))));

        Assert.Empty((await post.AdhesionAsync(adhesion.Id)).SignedCopies);
    }

    /// <summary>The link is one of those that the first look misses at both resolutions.</summary>
    [Theory]
    [InlineData("", 150)]
    [InlineData("-gray", 200)]
    public async Task A_code_that_the_scan_has_blurred_is_read_at_a_second_look(string colours, int dots)
    {
        await using var post = await PecPost.OpenAsync();
        var (adhesion, body) = await AdhesionAsync(post, Bodies.Messina);
        var token = new byte[26];
        new Random(31).NextBytes(token);
        var link = $"http://localhost/coordinamento/adesione/{Base64Url.EncodeToString(token)}";
        var printed = AdhesionScheda.Make(AdhesionSchedaContent.Of(adhesion, body), Addresses(link), TestDatabase.Now);

        Assert.Equal([link], Read(Scan(printed, "-jpeg", colours, dots)));
    }

    [Fact]
    public void A_fax_is_read_as_any_scan() =>
        Assert.Equal(
            ["https://coopera.example/coordinamento"],
            Read(Page(111, 111, "/CCITTFaxDecode", 1, Convert.FromBase64String(Fax), "/DecodeParms<</K -1/Columns 111/Rows 111>>")));

    [Fact]
    public void A_picture_full_of_corners_is_given_up()
    {
        const int side = 600;
        var pixels = Enumerable.Repeat((byte)255, side * side).ToArray();
        for (var corner = 0; corner < 66 * 66; corner++)
        {
            var (left, top) = (corner % 66 * 9, corner / 66 * 9);
            for (var dot = 0; dot < 49; dot++)
            {
                var ring = Math.Max(Math.Abs((dot % 7) - 3), Math.Abs((dot / 7) - 3));
                pixels[((top + (dot / 7)) * side) + left + (dot % 7)] = (byte)(ring == 2 ? 255 : 0);
            }
        }

        Assert.Empty(Read(Page(side, side, "", 8, pixels)));
    }

    [Theory]
    [InlineData("/DCTDecode", 8)]
    [InlineData("/CCITTFaxDecode", 1)]
    [InlineData("/JBIG2Decode", 1)]
    [InlineData("", 8)]
    public void Damaged_pictures_are_passed_over(string filter, int bits)
    {
        var random = new Random(15);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(0, 400)];
            random.NextBytes(bytes);
            Assert.Empty(Read(Page(random.Next(1, 3000), random.Next(1, 3000), filter, bits, bytes)));
        }
    }

    private static IReadOnlyList<string> Read(byte[] pdf) => PrintedCodes.Read(pdf, SignedFile.Budget(pdf.Length, CancellationToken.None));

    private static byte[] Printed(PecPost post, Adhesion adhesion, PublicBody body) => AdhesionScheda.Make(
        AdhesionSchedaContent.Of(adhesion, body),
        Addresses($"http://localhost/coordinamento/adesione/{post.Database.Services.GetRequiredService<AdhesionLinks>()
            .Token(new PersonalLink(adhesion.Id, 0))}"),
        TestDatabase.Now);

    private static AdhesionSchedaAddresses Addresses(string status) =>
        new("http://localhost/privacy", "http://localhost/scheda") { Status = status };

    /// <summary>The page with the code, as a scanner writes it.</summary>
    private static byte[] Scan(byte[] pdf, string coding, string colours, int dots)
    {
        var (_, _, picture) = Tool.Run(
            "pdftoppm",
            [.. new[] { "-r", $"{dots}", coding, colours, "-f", "2", "-singlefile", "in.pdf", "out" }.Where(word => word.Length > 0)],
            ("in.pdf", pdf));
        var bytes = picture!;
        if (coding.Length > 0)
        {
            var (width, height) = (Big(JpegFrame(bytes) + 7), Big(JpegFrame(bytes) + 5));
            return Page(width, height, "/DCTDecode", 8, bytes);

            int Big(int at) => (bytes[at] << 8) | bytes[at + 1];
        }

        // "P5 width height 255", "P4 width height", each followed by the rows.
        var head = Encoding.ASCII.GetString(bytes.AsSpan(0, Math.Min(60, bytes.Length))).Split([' ', '\n'], 5);
        var isGrey = head[0] == "P5";
        var rows = bytes[^(isGrey ? Number(1) * Number(2) : (Number(1) + 7) / 8 * Number(2))..];
        return Page(Number(1), Number(2), "", isGrey ? 8 : 1, rows, isGrey ? "" : "/Decode[1 0]");

        int Number(int at) => int.Parse(head[at], CultureInfo.InvariantCulture);
    }

    private static int JpegFrame(ReadOnlySpan<byte> bytes) => bytes.IndexOf([(byte)0xFF, (byte)0xC0]);

    private static byte[] Page(int width, int height, string filter, int bits, byte[] picture, string more = "")
    {
        var head = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 4 0 R>>>>>>endobj\n"
            + $"4 0 obj<</Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent {bits}/ColorSpace/DeviceGray"
            + $"{(filter.Length > 0 ? $"/Filter{filter}" : "")}{more}/Length {picture.Length}>>stream\n";
        return [.. Encoding.Latin1.GetBytes(head), .. picture, .. "\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n"u8];
    }

    private static async Task<(Adhesion, PublicBody)> AdhesionAsync(PecPost post, string code) =>
        (await post.Database.AddAsync(code, AdhesionStatus.Draft), await post.BodyAsync(code));
}
