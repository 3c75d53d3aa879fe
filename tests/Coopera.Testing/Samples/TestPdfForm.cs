using System.Security.Cryptography.X509Certificates;

namespace Coopera.Testing.Samples;

/// <summary>
/// A page with two text fields and one for a signature, and what programs do with it: each step a further state of the file.
/// </summary>
public static class TestPdfForm
{
    public const string Value = "Palermo";

    private const int Text = 6;
    private const int Shown = 7;
    private const int Field = 8;
    private const int SecondText = 9;
    private const int FirstSignature = 20;

    private const string Fields = "6 0 R 9 0 R 8 0 R";

    public static byte[] New(string value = Value, string? shown = null) => TestPdf.Create(
        (1, Catalog(Fields)),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        (3, Page(Fields)),
        (4, Stream("BT /F1 12 Tf 72 720 Td (Scheda di adesione) Tj ET")),
        (5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
        (Text, TextField(value)),
        (Shown, Appearance(shown ?? value)),
        (Field, SignatureField("")),
        (SecondText, "<</Type/Annot/Subtype/Widget/FT/Tx/T(sai_posti)/V(20)/Rect[72 500 300 520]/F 4/P 3 0 R>>"));

    public static byte[] Fill(byte[] pdf, string value, string? shown = null) =>
        TestPdf.Append(pdf, (Text, TextField(value)), (Shown, Appearance(shown ?? value)));

    public static byte[] Show(byte[] pdf, string shown) => TestPdf.Append(pdf, (Shown, Appearance(shown)));

    public static byte[] Sign(byte[] pdf, X509Certificate2 signer, int again = 0) => TestPdf.Sign(
        pdf,
        document => TestCms.Sign(document, TestCms.Signer(signer, withTime: false), detached: true),
        FirstSignature + again, "ETSI.CAdES.detached", "Sig",
        (Field, SignatureField($"/V {FirstSignature + again} 0 R")));

    public static byte[] Clear(byte[] pdf) => TestPdf.Append(pdf, (Field, SignatureField("")));

    /// <summary>A second field with a signature or a time stamp in it, as programs add them.</summary>
    public static byte[] SignBeside(
        byte[] pdf, Func<byte[], byte[]> sign, string format = "ETSI.CAdES.detached", string rectangle = "0 0 0 0") => TestPdf.Sign(
            pdf, sign, 31, format, "Sig",
            (1, Catalog($"{Fields} 30 0 R")),
            (3, Page($"{Fields} 30 0 R")),
            (30, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(seconda)/V 31 0 R/Rect[{rectangle}]/F 132/P 3 0 R>>"));

    public static byte[] AddValidationData(byte[] pdf, bool keepsStamp = false) => TestPdf.Append(
        pdf,
        (40, Stream("certificato")),
        (41, "<</Certs[40 0 R]>>"),
        (1, Catalog(keepsStamp ? $"{Fields} 30 0 R" : Fields, "/DSS 41 0 R/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>")));

    public static string TextField(string value, string more = "") =>
        $"<</Type/Annot/Subtype/Widget/FT/Tx/T(luogo)/V({value})/Rect[72 600 300 620]/F 4/P 3 0 R/DA(/F1 10 Tf 0 g)/AP<</N 7 0 R>>{more}>>";

    public static string Appearance(string text) => Stream(
        $"/Tx BMC q BT /F1 10 Tf 2 5 Td ({text}) Tj ET Q EMC",
        "/Type/XObject/Subtype/Form/BBox[0 0 228 20]/Resources<</Font<</F1 5 0 R>>>>");

    public static string Stream(string content, string entries = "") =>
        $"<<{entries}/Length {content.Length}>>\nstream\n{content}\nendstream";

    public static string Catalog(string fields, string more = "") =>
        $"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{fields}]/SigFlags 3/DA(/F1 10 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>>>{more}>>";

    public static string Page(string annotations, string more = "") =>
        $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[{annotations}]{more}>>";

    private static string SignatureField(string value) =>
        $"<</Type/Annot/Subtype/Widget/FT/Sig/T(firma){value}/Rect[72 100 300 150]/F 4/P 3 0 R>>";
}
