using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Coopera.Testing.Samples;

/// <summary>
/// A one-page PDF, and signatures in it the way signing programs add them: an incremental update with a hole for the signature.
/// </summary>
public static class TestPdf
{
    private const int Hole = 16_384;

    /// <summary>What a scanner makes: a PDF without fields and without a signature.</summary>
    public static byte[] Scan => Encoding.Latin1.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n");

    public static byte[] Plain(string text = "Scheda di adesione del Comune di Castroreale", int padding = 0)
    {
        var content = $"BT /F1 12 Tf 72 720 Td ({text}) Tj ET";
        return Write(
            [], "%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n", 0,
            (1, "<< /Type /Catalog /Pages 2 0 R >>"),
            (2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            (3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"),
            (4, $"<< /Length {content.Length} >>\nstream\n{content}\nendstream"),
            (5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
            (6, $"<< /Length {padding} >>\nstream\n{new string('x', padding)}\nendstream"));
    }

    /// <param name="number">Which signature of the file this is, from 1.</param>
    public static byte[] Sign(
        byte[] pdf, X509Certificate2 signer, int number = 1, string format = "ETSI.CAdES.detached", bool names = true) =>
        Sign(
            pdf, document => TestCms.Sign(document, TestCms.Signer(signer, names: names, withTime: false), detached: true), number, format);

    public static byte[] Stamp(byte[] pdf, DateTimeOffset at, int number) =>
        Sign(pdf, document => TestCms.Timestamp(document, at), number, "ETSI.RFC3161", "DocTimeStamp");

    public static byte[] Sign(
        byte[] pdf, Func<byte[], byte[]> sign, int number = 1, string format = "ETSI.CAdES.detached", string type = "Sig")
    {
        var (field, value) = (100 + (number * 2), 101 + (number * 2));
        var fields = string.Join(' ', Enumerable.Range(1, number).Select(i => $"{100 + (i * 2)} 0 R"));
        return Sign(
            pdf, sign, value, format, type,
            (1, $"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [{fields}] /SigFlags 3 >> >>"),
            (
                3,
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots "
                + $"[{fields}] >>"),
            (field, $"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma{number}) /V {value} 0 R /Rect [0 0 0 0] /F 132 /P 3 0 R >>"));
    }

    /// <summary>An update with these objects and a signature over all of it, whose number they know.</summary>
    public static byte[] Sign(
        byte[] pdf, Func<byte[], byte[]> sign, int value, string format, string type, params (int Number, string Body)[] objects)
    {
        const string Range = "/ByteRange [0 0000000000 0000000000 0000000000]";
        var prepared = Write(
            pdf, "", PreviousTable(pdf),
            [.. objects, (value, $"<< /Type /{type} /Filter /Adobe.PPKLite /SubFilter /{format} /M (D:20260303101500+01'00') "
                + $"/Reason (Adesione \\(obj\\)) /Contents <{new string('0', Hole)}> {Range} >>")]);

        var hole = prepared.AsSpan(pdf.Length).IndexOf("<0000"u8) + pdf.Length;
        var after = hole + Hole + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"/ByteRange [0 {hole:D10} {after:D10} {prepared.Length - after:D10}]");
        Put(prepared, prepared.AsSpan(after).IndexOf("/ByteRange"u8) + after, range);
        var signature = sign([.. prepared.AsSpan(0, hole), .. prepared.AsSpan(after)]);
        Put(prepared, hole + 1, Convert.ToHexStringLower(signature));
        return prepared;
    }

    /// <summary>The same file with another text on its page, added as an update after everything else.</summary>
    public static byte[] Update(byte[] pdf, string text)
    {
        var content = $"BT /F1 12 Tf 72 720 Td ({text}) Tj ET";
        return Write(pdf, "", PreviousTable(pdf), (4, $"<< /Length {content.Length} >>\nstream\n{content}\nendstream"));
    }

    /// <summary>A further state of the file, with other objects of these numbers.</summary>
    public static byte[] Append(byte[] pdf, params (int Number, string Body)[] objects) => Write(pdf, "", PreviousTable(pdf), objects);

    public static byte[] Create(params (int Number, string Body)[] objects) =>
        Write([], "%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n", 0, objects);

    public static byte[] Replace(byte[] pdf, string old, string by)
    {
        var copy = pdf.ToArray();
        Assert.Equal(old.Length, by.Length);
        var at = copy.AsSpan().LastIndexOf(Encoding.Latin1.GetBytes(old));
        Assert.True(at >= 0);
        Put(copy, at, by);
        return copy;
    }

    private static void Put(byte[] file, int at, string text) => Encoding.Latin1.GetBytes(text, file.AsSpan(at));

    private static int PreviousTable(byte[] pdf)
    {
        var at = pdf.AsSpan().LastIndexOf("startxref\n"u8) + "startxref\n".Length;
        return int.Parse(Encoding.Latin1.GetString(pdf.AsSpan(at..)).Split('\n')[0], CultureInfo.InvariantCulture);
    }

    private static byte[] Write(byte[] before, string header, int previous, params (int Number, string Body)[] objects)
    {
        var output = new MemoryStream();
        output.Write(before);
        void Text(string text) => output.Write(Encoding.Latin1.GetBytes(text));
        Text(header);
        var table = new StringBuilder(previous == 0 ? "xref\n0 1\n0000000000 65535 f \n" : "xref\n");
        foreach (var (number, body) in objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{output.Position:D10} 00000 n \n");
            Text($"{number} 0 obj\n{body}\nendobj\n");
        }

        var start = output.Position;
        Text($"{table}trailer\n<< /Size 200 /Root 1 0 R{(previous == 0 ? "" : $" /Prev {previous}")} >>\nstartxref\n{start}\n%%EOF\n");
        return output.ToArray();
    }
}
