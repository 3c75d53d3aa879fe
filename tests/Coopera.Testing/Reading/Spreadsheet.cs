using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MiniExcelLibs;

namespace Coopera.Testing.Reading;

/// <summary>A spreadsheet file looked at from outside: by the format's own validator, by another program, and as bare XML.</summary>
public sealed class Spreadsheet(byte[] file)
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public IEnumerable<string> Faults()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        return [.. new OpenXmlValidator().Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}")];
    }

    /// <summary>The rows under the head, as another program reads them.</summary>
    public List<IDictionary<string, object?>> Rows() =>
        [.. new MemoryStream(file).Query(useHeaderRow: true).Cast<IDictionary<string, object?>>()];

    public XElement Element(string name) => Worksheet().Descendants(Main + name).Single();

    public IEnumerable<XElement> Elements(string name) => Worksheet().Descendants(Main + name);

    public string NumberFormat(XElement cell)
    {
        var styles = Part("xl/styles.xml");
        var id = styles.Descendants(Main + "cellXfs").Elements().ElementAt((int)cell.Attribute("s")!).Attribute("numFmtId")!.Value;
        return styles.Descendants(Main + "numFmt")
            .SingleOrDefault(format => format.Attribute("numFmtId")!.Value == id)?.Attribute("formatCode")!.Value ?? id;
    }

    private XElement Worksheet() => Part("xl/worksheets/sheet1.xml");

    private XElement Part(string name)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var part = archive.GetEntry(name)!.Open();
        return XElement.Load(part);
    }
}
