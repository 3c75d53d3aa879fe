using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Coopera.Core.Tests.Documents.Signatures;

/// <summary>PDFs of about a size that would cost far more than it: by what repeats, what inflates, and what leads back to itself.</summary>
internal static class HostilePdfs
{
    private const string Root = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>";
    private const string Pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    private const string Page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R]>>";

    public static IEnumerable<string> Families => Makers.Keys;

    /// <summary>About as long as told: what stands around what repeats is taken off.</summary>
    public static byte[] Of(string family, int size)
    {
        var file = Makers[family](size);
        return file.Length <= size + 5_000 ? file : Makers[family]((int)((double)size * size / file.Length));
    }

    private static IReadOnlyDictionary<string, Func<int, byte[]>> Makers { get; } = new Dictionary<string, Func<int, byte[]>>
    {
        ["keys of signatures"] = size => Text($"%PDF-1.7\n{Repeat("/ByteRange[0 1 2 3]", size)}"),
        ["keys of signatures in objects"] = size => Text($"%PDF-1.7\n{Repeat("1 0 obj<</Contents<00>/ByteRange[0 1 2 3]>>", size)}"),
        ["small objects"] = size => Text($"%PDF-1.7\n{Count(size / 24, n => $"{n} 0 obj<<>>endobj ")}"),
        ["beginnings of objects"] = size => Text($"%PDF-1.7\n{Repeat("1 0 obj ", size)}"),
        ["beginnings of streams"] = size => Text($"%PDF-1.7\n{Repeat("1 0 obj<<>>stream ", size)}"),
        ["beginnings of dictionaries"] = size => Text($"%PDF-1.7\n{Repeat("1 0 obj<</A ", size)}"),
        ["beginnings of texts"] = size => Text($"%PDF-1.7\n{Repeat("1 0 obj( ", size)}"),
        ["trailers"] = size => Text($"%PDF-1.7\n{Repeat("trailer<</Root 1 0 R>>obj ", size)}"),
        ["arrays in arrays"] = size => File(Field($"/V {Repeat("[", size)}")),
        ["empty dictionaries"] = size => File(Field($"/V[{Repeat("<<>>", size)}]")),
        ["numbers"] = size => File(Field($"/V[{Repeat("1 ", size)}]")),
        ["names with signs for letters"] = size => File(Field($"/V[{Repeat($"/{Repeat("#41", 1_500)} ", size)}]")),
        ["one name"] = size => File(Field($"/V/{Repeat("#41", size)}")),
        ["comments"] = size => File(Field($"/V {Repeat("%\n", size)}")),
        ["one comment"] = size => File(Field($"/V 1 %{Repeat("x", size)}")),
        ["blanks"] = size => [.. File(Field("/V(x)")), .. new byte[size], .. "x"u8],
        ["tables in a chain"] = Chain,
        ["tables in a circle"] = size => Ended(
            Text($"%PDF-1.7\n{Repeat(" ", size)}xref\n0 0\ntrailer<</Root 1 0 R/Prev {size + 9}>>\n"), size + 9),
        ["a table of free entries"] = size => Ended(
            Text($"%PDF-1.7\nxref\n0 {size / 20}\n{Repeat("0000000000 00000 f \n", size)}trailer<</Root 1 0 R>>\n"), 9),
        ["a table of used entries"] = size => Ended(
            Text($"%PDF-1.7\nxref\n0 {size / 20}\n{Repeat("0000000009 00000 n \n", size)}trailer<</Root 1 0 R>>\n"), 9),
        ["a table that inflates"] = size => Ended(
            Text("%PDF-1.7\n1 0 obj<</Type/XRef/Size 99999999/W[1 1 1]/Root 1 0 R/Filter/FlateDecode/Length 1>>stream\n"
                + $"{Bomb(size)}\nendstream\n"),
            9),
        ["a table of millions that is none"] = size => Ended(
            Text("%PDF-1.7\n1 0 obj<</Type/XRef/Size 2147483647/Index[0 2147483647]/W[0 0 0]/Root 1 0 R>>stream\n"
                + $"{Repeat("x", size)}endstream\n"),
            9),
        ["packed objects that inflate"] = size => InStreams(size / 100_000 + 2, 100_000_000),
        ["packed objects in a circle"] = size => InStreams(size / 300, 0),
        ["appearances that inflate"] = size => Math.Max(1, size / 40_000) is var count ? File(
            [
                .. Enumerable.Repeat(Bombed(), count),
                .. Each(count, n => $"<</Subtype/Widget/T(a{n})/FT/Tx/V(x)/Rect[0 0 9 9]/AP<</N {n + 4} 0 R>>>>"),
            ],
            fields: count) : [],
        ["fields that share an appearance"] = size => File(
            [$"<</Length {size / 2}>>stream\n{Repeat("BT (x) Tj ET ", size / 2)}\nendstream", .. Many(size / 200, 1, "/AP<</N 4 0 R>>")],
            fields: 1),
        ["a map of letters"] = size => File(
            [
                "<</Subtype/Widget/T(a)/FT/Tx/V(x)/Rect[0 0 9 9]/AP<</N 5 0 R>>>>",
                "<</Resources<</Font<</F 6 0 R>>>>/Length 23>>stream\nBT /F 9 Tf <0041> Tj ET\nendstream",
                "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R>>",
                $"<</Length {size}>>stream\n{Repeat("<0000><ffff><0041> endbfrange ", size)}\nendstream",
            ]),
        ["wide fields"] = size => File(Many(size / 45, 0, "")),
        ["fields that are each other's kids"] = size => File(Many(size / 60, 0, "/Kids[4 0 R 5 0 R 6 0 R 7 0 R]")),
        ["fields in fields"] = size => File(Each(size / 40, n => $"<</T(a)/FT/Tx/Kids[{n + 5} 0 R]>>")),
        ["one field very often"] = size => File([Field("/V(x)")[0]], list: Repeat("4 0 R ", size)),
        ["one long list of many fields"] = size => File(
            [.. Many(2_000, 0, "/Kids 2004 0 R"), $"[{Repeat("1 ", size)}]"]),
        ["one long value of many fields"] = size => File([.. Many(2_000, 0, "/V 2004 0 R"), $"({Repeat("x", size)})"]),
        ["pages in pages"] = size => File(
            [Field("/V(x)")[0], .. Each(size / 45, n => $"<</Type/Pages/Kids[{n + 6} 0 R]>>")], page: "5 0 R"),
        ["pages in a circle"] = size => File(
            [Field("/V(x)")[0], .. Each(size / 60, n => $"<</Type/Pages/Kids[5 0 R 6 0 R {n + 6} 0 R {n + 7} 0 R]>>")], page: "5 0 R"),
        ["pages with one long list"] = size => File(
            [Field("/V(x)")[0], .. Each(500, n => "<</Type/Page/Annots 505 0 R>>"), $"[{Repeat("4 0 R ", size)}]"],
            page: string.Join(' ', Enumerable.Range(5, 500).Select(n => $"{n} 0 R"))),
        ["widgets with parents in a circle"] = size => File(
            Each(size / 80, n => $"<</Subtype/Widget/T(a)/FT/Tx/Rect[0 0 9 9]/Parent {n + 3} 0 R>>")),
        ["lengths in a circle"] = size => File(
            Each(size / 70, n => $"<</T(a)/FT/Tx/V {n + 4} 0 R/Length {n + 5} 0 R>>stream\nx\nendstream")),
        ["signatures that look real"] = Signatures,
        ["states of a signed file"] = States,
        ["a signed file of many objects"] = size => Graph(size),
    };

    private static string[] Field(string entries) => [$"<</Subtype/Widget/T(a)/FT/Tx/Rect[0 0 9 9]{entries}>>"];

    private static string[] Many(int count, int from, string entries) =>
        [.. Enumerable.Range(from, count).Select(n => $"<</Subtype/Widget/T(a{n})/FT/Tx/V(x)/Rect[0 0 9 9]{entries}>>")];

    private static string[] Each(int count, Func<int, string> body) => [.. Enumerable.Range(0, count).Select(body)];

    /// <summary>These objects from number 4 on, all of them fields and all on the page.</summary>
    private static byte[] File(string[] objects, string page = "", string? list = null, int fields = 0)
    {
        list ??= string.Join(' ', Enumerable.Range(4 + fields, objects.Length - fields).Select(n => $"{n} 0 R"));
        return Build(
            [
                $"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{list}]>>>>",
                $"<</Type/Pages/Kids[3 0 R {page}]/Count 1>>",
                $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[{list}]>>",
                .. objects,
            ]);
    }

    private static byte[] Build(params IReadOnlyList<string> objects)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder();
        foreach (var (index, body) in objects.Index())
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n").Append(body).Append("\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n").Append(table)
            .Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Text(file.ToString());
    }

    private static byte[] Chain(int size)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var previous = 0;
        while (file.Length < size)
        {
            var start = file.Length;
            file.Append(CultureInfo.InvariantCulture, $"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev {previous}>>\n");
            previous = start;
        }

        return Ended(Text(file.ToString()), previous);
    }

    /// <summary>Objects packed in streams that name each other, found by a table that is a stream.</summary>
    private static byte[] InStreams(int streams, int inflated)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var entries = new StringBuilder("00000000000000");
        void Add(int number, string body)
        {
            entries.Append(CultureInfo.InvariantCulture, $"01{file.Length:x8}0000");
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n").Append(body).Append("\nendobj\n");
        }

        var list = string.Join(' ', Enumerable.Range(4 + streams, streams).Select(n => $"{n} 0 R"));
        Add(1, $"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{list}]>>>>");
        Add(2, Pages);
        Add(3, $"<</Type/Page/Annots[{list}]>>");
        var bomb = inflated == 0 ? "" : Bomb(inflated / 1_000);
        for (var i = 0; i < streams; i++)
        {
            var content = $"{4 + streams + i} 0 <</T(a)/FT/Tx/V {4 + streams + ((i + 1) % streams)} 0 R>>";
            var extends = $"/Extends {4 + ((i + 1) % streams)} 0 R";
            Add(4 + i, inflated == 0
                ? $"<</Type/ObjStm/N 1/First {content.IndexOf('<', StringComparison.Ordinal)}{extends}/Length {content.Length}>>"
                    + $"stream\n{content}\nendstream"
                : $"<</Type/ObjStm/N 1/First 9{extends}/Filter/FlateDecode/Length {bomb.Length}>>stream\n{bomb}\nendstream");
        }

        for (var i = 0; i < streams; i++)
        {
            entries.Append(CultureInfo.InvariantCulture, $"02{4 + i:x8}0000");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"{4 + (2 * streams)} 0 obj\n<</Type/XRef/Size {4 + (2 * streams)}/W[1 4 2]/Root 1 0 R")
            .Append(CultureInfo.InvariantCulture, $"/Filter/ASCIIHexDecode/Length {entries.Length}>>stream\n{entries}\n")
            .Append("endstream\nendobj\n");
        return Ended(Text(file.ToString()), table);
    }

    /// <summary>As many signatures as fit, each with a message that some program made, and with ranges that are right.</summary>
    private static byte[] Signatures(int size)
    {
        var message = Convert.ToHexStringLower(
            TestCms.Sign([1, 2, 3], TestCms.Signer(TestIdentity.Mario, withTime: false), detached: true));
        const string Range = "/ByteRange[0 0000000000 0000000000 0000000000]";
        var one = $"<</FT/Sig/T(f)/V<</Type/Sig/SubFilter/ETSI.CAdES.detached/Contents<{message}>{Range}>>>>";
        var count = Math.Clamp(size / (one.Length + 60), 1, 8_000);
        var file = Encoding.Latin1.GetString(Build(
        [
            $"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{string.Join(' ', Enumerable.Range(4, count).Select(n => $"{n} 0 R"))}]>>>>",
            Pages, "<</Type/Page>>", .. Enumerable.Repeat(one, count),
        ])).ToCharArray();
        for (var at = Find("/Contents<", 0); at >= 0; at = Find("/Contents<", at + 1))
        {
            var (start, end) = (at + "/Contents".Length, at + "/Contents".Length + message.Length + 2);
            $"/ByteRange[0 {start:D10} {end:D10} {file.Length - end:D10}]".CopyTo(file.AsSpan(end));
        }

        return Encoding.Latin1.GetBytes(file);

        int Find(string text, int from) => file.AsSpan(from).IndexOf(text) is var found and >= 0 ? from + found : -1;
    }

    private static byte[] States(int size)
    {
        var signed = TestPdfForm.Sign(TestPdfForm.New(), TestIdentity.Mario);
        var file = new StringBuilder(Encoding.Latin1.GetString(signed), size + 1_000);
        var previous = int.Parse(
            Encoding.Latin1.GetString(signed).Split("startxref\n")[^1].Split('\n')[0], CultureInfo.InvariantCulture);
        while (file.Length < size)
        {
            var place = file.Length;
            file.Append(CultureInfo.InvariantCulture, $"4 0 obj\n<</Length 1>>stream\nx\nendstream\nendobj\n");
            var table = file.Length;
            file.Append(CultureInfo.InvariantCulture, $"xref\n4 1\n{place:D10} 00000 n \n")
                .Append(CultureInfo.InvariantCulture, $"trailer\n<</Size 99/Root 1 0 R/Prev {previous}>>\n")
                .Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
            previous = table;
        }

        return Text(file.ToString());
    }

    private static byte[] Graph(int size)
    {
        var count = size / 80;
        var objects = Enumerable.Range(100, count).Select(n => (n, $"<</A {n + 1} 0 R/B {(n * 7 % count) + 100} 0 R/C[1 2 3]>>"));
        var signed = TestPdfForm.Sign(
            TestPdf.Append(TestPdfForm.New(), [.. objects, (3, TestPdfForm.Page("6 0 R 9 0 R 8 0 R", "/Extra 100 0 R"))]),
            TestIdentity.Mario);
        return TestPdfForm.Fill(TestPdfForm.AddValidationData(signed), "Catania");
    }

    private static byte[] Ended(byte[] file, int table) => [.. file, .. Text($"startxref\n{table}\n%%EOF\n")];

    private static string Bombed()
    {
        var bomb = Bomb(30_000);
        return $"<</Filter/FlateDecode/Length {bomb.Length}>>stream\n{bomb}\nendstream";
    }

    /// <summary>Zeros, a thousand times as many as there are bytes here.</summary>
    private static string Bomb(int length)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            for (var written = 0L; output.Length < length && written < 4_000L * length; written += zeros.Length)
            {
                zlib.Write(zeros);
            }
        }

        return Encoding.Latin1.GetString(output.ToArray());
    }

    private static string Count(int count, Func<int, string> part) => string.Concat(Enumerable.Range(1, count).Select(part));

    private static string Repeat(string text, int size) =>
        new StringBuilder(size).Insert(0, text, Math.Max(1, size / text.Length)).ToString();

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
