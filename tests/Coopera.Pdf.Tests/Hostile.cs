using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Coopera.Pdf.Tests;

/// <summary>Files made to hurt whoever reads them.</summary>
internal static class Hostile
{
    private const string Pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    private const string Page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>";

    public static IReadOnlyDictionary<string, Func<byte[]>> Files { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["a field that is its own kid"] = () => Form("4 0 R", "<</T(a)/FT/Tx/V(x)/Kids[4 0 R]>>"),
        ["two fields that are each other's kids"] = () => Form("4 0 R", "<</T(a)/FT/Tx/V(x)/Kids[5 0 R]>>", "<</T(b)/Kids[4 0 R 5 0 R]>>"),
        ["fields forty thousand deep"] = () => Form("4 0 R", Chain(40_000, next => $"<</T(a)/FT/Tx/Kids[{next} 0 R]>>")),
        ["thirty thousand fields"] = () => Form(References(4, 30_000), Many(30_000, n => $"<</T(a{n})/FT/Tx/V(x)>>")),
        ["fields written into each other"] = () => Form(Repeat("<</T(a)/FT/Tx/Kids[", 20_000) + Repeat("]>>", 20_000)),
        ["one field a million times"] = () => Form(Repeat("4 0 R ", 1_000_000), "<</T(a)/FT/Tx/V(x)>>"),
        ["fields that share a long list of kids"] = () =>
            Form(References(5, 4_900), [$"[{Repeat("1 ", 3_000_000)}]", .. Many(4_900, n => $"<</T(a{n})/FT/Tx/Kids 4 0 R>>")]),
        ["fields that share a long value"] = () =>
            Form(References(5, 4_900), [$"({new string('x', 5_000_000)})", .. Many(4_900, n => $"<</T(a{n})/FT/Tx/V 4 0 R>>")]),
        ["fields with names a megabyte long"] = () =>
            Form("4 0 R", $"<</T({new string('a', 1_000_000)})/FT/Tx/Kids[{Repeat("<</T(b)/V(c)>>", 4_000)}]>>"),
        ["a page tree that is its own kid"] = () => Build("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        ["a page tree forty thousand deep"] = () =>
            Build(["<</Type/Catalog/Pages 2 0 R>>", .. Chain(40_000, next => $"<</Type/Pages/Kids[{next - 2} 0 R]/Count 1>>")]),
        ["a name tree that is its own kid"] = () =>
            Build("<</Type/Catalog/Pages 2 0 R/Names<</Dests 4 0 R>>>>", Pages, Page, "<</Kids[4 0 R]>>"),
        ["a reference to itself"] = () => Build("<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R>>", Pages, Page, "4 0 R"),
        ["a catalog that is a reference to itself"] = () => Build("1 0 R"),
        ["arrays nine hundred thousand deep"] = () => Build($"<</Type/Catalog/AcroForm {new string('[', 900_000)}>>"),
        ["dictionaries that never end"] = () => Latin1($"%PDF-1.7\n{Repeat("1 0 obj<</A ", 800_000)}"),
        ["strings that never end"] = () => Latin1($"%PDF-1.7\n{Repeat("1 0 obj( ", 900_000)}"),
        ["streams that never end"] = () => Latin1($"%PDF-1.7\n{Repeat("1 0 obj<<>>stream ", 500_000)}"),
        ["nothing but beginnings of objects"] = () => Latin1($"%PDF-1.7\n{Repeat("1 0 obj ", 1_200_000)}"),
        ["a million objects"] = () => Latin1($"%PDF-1.7\n{string.Concat(Enumerable.Range(1, 600_000).Select(n => $"{n} 0 obj 1 "))}"),
        ["five million numbers"] = () => Latin1($"%PDF-1.7\n1 0 obj[{Repeat("1 ", 4_900_000)}]"),
        ["a cross-reference stream of two thousand million entries"] = () => Latin1(
            "%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 2147483647/Index[0 2147483647]/W[0 0 0]/Root 2 0 R/Length "
            + "0>>stream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n"),
        ["an object stream that inflates to a gigabyte"] = () => ObjectStream(Bomb(1000)),
        ["a hundred object streams of thirty megabytes"] = () =>
        {
            var bomb = ObjectStream(Bomb(30));
            return [.. Enumerable.Repeat(bomb, 100).SelectMany(file => file)];
        },
        ["an object stream that is none"] = () => ObjectStream("this was never compressed"),
        ["an object stream packed in another way"] = () =>
            Latin1("%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/LZWDecode/Length 3>>stream\nabc\nendstream\nendobj\n"),
        ["noise"] = () =>
        {
            var noise = new byte[PdfFormReader.MaximumLength];
            new Random(1).NextBytes(noise);
            "%PDF-1.7\n"u8.CopyTo(noise);
            return noise;
        },
    };

    /// <summary>A file of objects numbered from 1, with its table and a trailer that names the first as catalog.</summary>
    public static byte[] Build(params string[] objects)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        foreach (var (index, content) in objects.Index())
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{content}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Latin1(file.ToString());
    }

    /// <summary>A form with these fields; further objects are numbered from 4.</summary>
    public static byte[] Form(string fields, params string[] objects) =>
        Build([$"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{fields}]>>>>", Pages, Page, .. objects]);

    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] ObjectStream(string data) =>
        Latin1(
            $"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
            + $"{data.Length}>>stream\n{data}\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n");

    private static string Bomb(int megabytes)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < megabytes; i++)
            {
                zlib.Write(new byte[1024 * 1024]);
            }
        }

        return Encoding.Latin1.GetString(output.ToArray());
    }

    private static string[] Chain(int length, Func<int, string> link) => [.. Enumerable.Range(5, length).Select(link), "<</T(z)/V(x)>>"];

    private static string[] Many(int count, Func<int, string> field) => [.. Enumerable.Range(0, count).Select(field)];

    private static string References(int first, int count) => string.Join(' ', Enumerable.Range(first, count).Select(n => $"{n} 0 R"));

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
