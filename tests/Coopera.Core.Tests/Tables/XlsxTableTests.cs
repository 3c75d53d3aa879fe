using System.IO.Compression;
using Coopera.Core.Exports;
using Coopera.Core.Tables;

namespace Coopera.Core.Tests.Tables;

public sealed class XlsxTableTests
{
    private const string Sheet = "xl/worksheets/sheet1.xml";

    [Fact]
    public async Task What_we_export_we_read()
    {
        using var file = new MemoryStream();
        await XlsxExport.WriteAsync(
            file, "Iscritti", [new ExportColumn("Nome"), new ExportColumn("Telefono", ExportCell.Phone), new ExportColumn("Nota")],
            new object?[][] { ["Niccolò & <Co>", "0911234567", "_x000D_"], ["Lo Bue", null, "=1+1"] }.ToAsyncEnumerable(),
            TestContext.Current.CancellationToken);

        Assert.Equal(
            "Nome|Telefono|Nota / Niccolò & <Co>|091 1234567|_x000D_ / Lo Bue||=1+1", TableTextTests.Show(Read(file.ToArray()).Table!));
    }

    [Fact]
    public void Shared_and_rich_texts_numbers_gaps_and_hidden_sheets_are_read_as_a_reader_sees_them()
    {
        var file = Zip(
            ("xl/workbook.xml", """<workbook xmlns:r="x"><sheets><sheet name="a" state="hidden" r:id="r1"/><sheet name="b" r:id="r2"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", """<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/><Relationship Id="r2" Target="/xl/worksheets/b.xml"/></Relationships>"""),
            ("xl/sharedStrings.xml", """<sst><si><t>Maria</t></si><si><r><t>Lo </t></r><r><t>Bue</t></r><rPh><t>no</t></rPh></si></sst>"""),
            ("xl/worksheets/a.xml", "<worksheet/>"),
            ("xl/worksheets/b.xml", """
                <worksheet><sheetData>
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
                <row r="3"><c r="B3"><v>3.331234567E9</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3" t="str"><f>A1</f><v>dx</v></c></row>
                </sheetData></worksheet>
                """));

        Assert.Equal("Maria||Lo Bue /  / |3331234567||dx", TableTextTests.Show(Read(file).Table!));
    }

    [Fact]
    public void A_file_that_unpacks_to_far_more_than_it_is_costs_little()
    {
        var cells = string.Concat(Enumerable.Repeat("""<c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c>""", 800_000));
        var file = Zip(
            ("xl/workbook.xml", """<workbook><sheets><sheet name="a"/></sheets></workbook>"""),
            (Sheet, $"""<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>"""));

        Assert.InRange(file.Length, 1, ReadTable.LargestFile);
        Assert.Equal(TableFault.Damaged, Read(file).Fault);
    }

    [Fact]
    public void A_long_text_that_every_cell_shows_is_cut_once_and_not_a_hundred_thousand_times()
    {
        var file = Zip(
            ("xl/workbook.xml", """<workbook><sheets><sheet name="a"/></sheets></workbook>"""),
            ("xl/sharedStrings.xml", $"<sst><si><t>{new string('a', 4_000_000)}</t></si></sst>"),
            (Sheet, "<worksheet><sheetData><row>"
                + string.Concat(Enumerable.Repeat("""<c r="A1" t="s"><v>0</v></c>""", 100_000)) + "</row></sheetData></worksheet>"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(ReadTable.LongestCell, Read(file).Table!.Rows[0][0].Length);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000_000);
    }

    [Fact]
    public void Elements_in_elements_without_end_are_refused() => Assert.Equal(
        TableFault.Damaged,
        Read(Zip(
            ("xl/workbook.xml", """<workbook><sheets><sheet name="a"/></sheets></workbook>"""),
            ("xl/sharedStrings.xml", "<sst><si>" + string.Concat(Enumerable.Repeat("<rPh>", 200_000))),
            (Sheet, "<worksheet/>"))).Fault);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><worksheet><sheetData><row><c t='inlineStr'><is><t>&e;</t></is></c></row></sheetData></worksheet>")]
    [InlineData("<worksheet><sheetData><row>")]
    public void Foreign_entities_and_broken_sheets_are_refused(string sheet) => Assert.Equal(
        TableFault.Damaged,
        Read(Zip(("xl/workbook.xml", """<workbook><sheets><sheet name="a"/></sheets></workbook>"""), (Sheet, sheet))).Fault);

    [Theory]
    [InlineData("content.xml", TableFault.OtherSpreadsheet)]
    [InlineData("word/document.xml", TableFault.NotText)]
    public void A_document_of_another_kind_is_called_by_its_name(string part, TableFault fault) =>
        Assert.Equal(fault, Read(Zip((part, "<x/>"))).Fault);

    [Fact]
    public void Rows_far_below_and_columns_far_out_are_no_reason_to_give_up()
    {
        var file = Zip(
            ("xl/workbook.xml", """<workbook><sheets><sheet name="a"/></sheets></workbook>"""),
            (Sheet, """<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c><c r="XFD1" t="str"><v>far</v></c></row>"""
                + """<row r="1048576"><c r="A1048576" t="str"><v>y</v></c></row></sheetData></worksheet>"""));

        Assert.Equal("x / y", string.Join(" / ", Read(file).Table!.Rows.Where(row => !ReadTable.IsEmpty(row)).Select(row => row[0])));
    }

    private static (ReadTable? Table, TableFault? Fault) Read(byte[] file) => TableFile.Read(new MemoryStream(file));

    private static byte[] Zip(params (string Name, string Xml)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in parts)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open());
                part.Write(xml);
            }
        }

        return file.ToArray();
    }
}
