using System.Text;
using Coopera.Pdf.Reading;

namespace Coopera.Pdf.Tests;

public sealed class PdfFormReaderTests
{
    [Theory]
    [InlineData(Samples.AwkwardText)]
    [InlineData("(((\\)")]
    [InlineData("Київ Αθήνα 日本 \U0001F600")]
    [InlineData("riga uno\nriga due")]
    public void What_was_written_is_read(string value)
    {
        var values = PdfFormReader.Read(Samples.New().Fields(new TextField("campo", "Campo") { Value = value, Lines = 2 }).ToBytes());

        Assert.Equal(value, values["campo"]);
    }

    [Fact]
    public void An_empty_field_is_empty_and_boxes_tell_their_state()
    {
        var values = PdfFormReader.Read(Samples.Form());

        Assert.Equal("", values["vuoto"]);
        Assert.True(PdfFormReader.IsOn(values["sai_si"]));
        Assert.False(PdfFormReader.IsOn(values["sai_no"]));
        Assert.False(PdfFormReader.IsOn(null));
    }

    [Fact]
    public void A_document_without_fields_has_no_values() => Assert.Empty(PdfFormReader.Read(Samples.AttendanceSheet(3)));

    [Theory]
    [InlineData("(caf\\351 \\(x\\) \\\\ \\\n fine)", "café (x) \\  fine")]
    [InlineData("(a\\nb)", "a\nb")]
    [InlineData("(\\240\\215\\216)", "€“”")]
    [InlineData("(annidate (due) volte)", "annidate (due) volte")]
    [InlineData("<FEFF00E0004C>", "àL")]
    [InlineData("<FFFEE0004C00>", "àL")]
    [InlineData("<EFBBBFC3A04C>", "àL")]
    [InlineData("<41 42\n43 4>", "ABC@")]
    [InlineData("/Name", "")]
    [InlineData("null", "")]
    [InlineData("4 0 R", "")]
    public void Text_is_read_in_every_encoding_that_programs_use(string token, string expected) =>
        Assert.Equal(expected, PdfFormReader.Read(Hostile.Form("4 0 R", $"<</T(a)/FT/Tx/V {token}>>"))["a"]);

    [Fact]
    public void Kids_take_over_type_value_and_name()
    {
        var values = PdfFormReader.Read(Hostile.Form(
            "4 0 R 7 0 R",
            "<</T(persona)/FT/Tx/Kids[5 0 R 6 0 R]>>", "<</T(nome)/V(Anna)>>", "<</T(ruoli)/FT/Ch/V[(uno)(due)]>>",
            "<</T(scelta)/FT/Btn/Kids[8 0 R 9 0 R]>>", "<</AS/Off>>", "<</AS/#53i>>"));

        Assert.Equal("Anna", values["persona.nome"]);
        Assert.Equal("uno\ndue", values["persona.ruoli"]);
        Assert.Equal("Si", values["scelta"]);
    }

    [Fact]
    public void A_change_appended_to_the_file_holds()
    {
        var file = Hostile.Form("4 0 R", "<</T(a)/FT/Tx/V(vecchio)>>");
        var change = "4 0 obj<</T(a)/FT/Tx/V(nuovo)>>endobj\nxref\n0 0\ntrailer<</Size 5/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

        Assert.Equal("nuovo", PdfFormReader.Read(file.Concat(Hostile.Latin1(change)).ToArray())["a"]);
    }

    [Fact]
    public void What_stands_inside_a_stream_is_not_taken_for_an_object()
    {
        var text = "5 0 obj <</T(a)/FT/Tx/V(falso)>> endobj trailer <</Root 5 0 R>>";

        var file = Hostile.Form(
            "4 0 R",
            "<</T(a)/FT/Tx/V(vero)>>",
            $"<</Length {text.Length}>>stream\n{text}\nendstream",
            $"<</Length 9 0 R>>stream\r\n{text}\r\nendstream");

        Assert.Equal("vero", PdfFormReader.Read(file)["a"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html><html><body>%PDF</body></html>")]
    [InlineData("%PDF-1.7")]
    [InlineData("%PDF-1.7\n1 0 obj<</Type/Pages>>endobj trailer<</Root 7 0 R>>")]
    public void What_is_no_readable_pdf_is_refused(string content) =>
        Assert.Throws<InvalidDataException>(() => PdfFormReader.Read(Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void A_file_encrypted_in_an_unknown_way_is_told_apart() =>
        Assert.False(Assert.Throws<PdfEncryptedException>(() => PdfFormReader.Read(
            Hostile.Latin1("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R/Encrypt 2 0 R>>"))).AsksForPassword);

    [Fact]
    public void A_file_that_is_too_large_is_refused_unread() =>
        Assert.Throws<InvalidDataException>(() => PdfFormReader.Read(new byte[PdfFormReader.MaximumLength + 1]));

    public static TheoryData<string> HostileFiles => [.. Hostile.Files.Keys];

    [Theory]
    [MemberData(nameof(HostileFiles))]
    public void A_file_made_to_hurt_is_read_or_refused(string kind)
    {
        var file = Hostile.Files[kind]();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Read(file);

        // What is allocated in all, not what is held at once: room for the garbage of parsing, none for a bomb.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 600_000_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Five_hundred_damaged_copies_are_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var file = seed % 2 == 0 ? Samples.Form() : Hostile.Form(
            "4 0 R 5 0 R", "<</T(a)/FT/Tx/V(uno)/Kids[6 0 R]>>", "<</T(b)/FT/Btn/AS/Yes>>", "<</T<FEFF0061>/V<41>/MaxLen 3>>");
        string[] pieces = [
            "<<", ">>", "[", "]", "(", ")", "<", ">", "stream", "endstream", "obj", "endobj",
            "R", "/Kids", "/Type/ObjStm", "/T", "trailer", "%", "\\", "99999999999", "-1"];
        for (var i = 0; i < 500; i++)
        {
            var damaged = file.ToList();
            for (var j = random.Next(1, 8); j > 0; j--)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(4))
                {
                    case 0:
                        damaged[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        damaged.RemoveRange(at, Math.Min(random.Next(200), damaged.Count - at));
                        break;
                    case 2:
                        damaged.InsertRange(at, Hostile.Latin1(pieces[random.Next(pieces.Length)]));
                        break;
                    default:
                        damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(300), damaged.Count - at)));
                        break;
                }

                damaged.Add((byte)'\n'); // never empty
            }

            Read(damaged.ToArray());
        }
    }

    // Any exception but the one that is promised fails the test.
    private static void Read(byte[] file)
    {
        try
        {
            Assert.All(PdfFormReader.Read(file), value => Assert.NotNull(value.Value));
        }
        catch (InvalidDataException refusal)
        {
            Assert.Null(refusal.InnerException); // refused on purpose, not caught by the net
        }
    }
}
