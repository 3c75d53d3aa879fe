using System.Globalization;
using System.Text;
using System.Xml.Linq;
using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

internal static class DocumentCatalog
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace PdfUa = "http://www.aiim.org/pdfua/ns/id/";

    public static byte[] Save(
        PdfObjectTable table, PdfInformation information, IndirectReferenceToken pages,
        IndirectReferenceToken structure, IndirectReferenceToken? form)
    {
        var clean = information with
        {
            Title = TextLayout.CleanLine(information.Title),
            Author = TextLayout.CleanLine(information.Author),
            Subject = information.Subject is null ? null : TextLayout.CleanLine(information.Subject),
        };
        var catalog = table.Add(Dictionary(
            ("Type", Name("Catalog")),
            ("Pages", pages),
            ("Lang", Ascii(clean.Language)),
            ("MarkInfo", Dictionary(("Marked", BooleanToken.True))),
            ("StructTreeRoot", structure),
            ("ViewerPreferences", Dictionary(("DisplayDocTitle", BooleanToken.True))),
            // Not compressed: search engines and archives read it without knowing PDF.
            ("Metadata", table.Add(RawStream(Metadata(clean), ("Type", Name("Metadata")), ("Subtype", Name("XML"))))),
            ("AcroForm", form)));
        var created = clean.Created.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        return table.Save(catalog, table.Add(Dictionary(
            ("Title", Text(clean.Title)),
            ("Author", Text(clean.Author)),
            ("Subject", clean.Subject is null ? null : Text(clean.Subject)),
            ("CreationDate", Ascii(created)))));
    }

    private static byte[] Metadata(PdfInformation information)
    {
        var description = new XElement(Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "dc", Dc),
            new XAttribute(XNamespace.Xmlns + "xmp", Xmp),
            new XAttribute(XNamespace.Xmlns + "pdfuaid", PdfUa),
            new XElement(PdfUa + "part", "1"),
            new XElement(Dc + "title", Default(information.Title)),
            new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", information.Author))),
            new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", information.Language))),
            information.Subject is null ? null : new XElement(Dc + "description", Default(information.Subject)),
            new XElement(
                Xmp + "CreateDate", information.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        XNamespace meta = "adobe:ns:meta/";
        var packet = new XElement(meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description));
        return Encoding.UTF8.GetBytes(
            $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{packet.ToString(SaveOptions.DisableFormatting)}\n<?xpacket "
            + $"end=\"w\"?>");
    }

    private static XElement Default(string text) =>
        new(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), text));
}
