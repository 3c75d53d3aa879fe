using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

internal sealed class PdfObjectTable
{
    private readonly List<IToken?> _objects = [];
    private List<long> _offsets = [];

    public IndirectReferenceToken Reserve()
    {
        _objects.Add(null);
        return new IndirectReferenceToken(new IndirectReference(_objects.Count, 0));
    }

    public IndirectReferenceToken Add(IToken content)
    {
        var reference = Reserve();
        Set(reference, content);
        return reference;
    }

    public void Set(IndirectReferenceToken reference, IToken content) => _objects[(int)reference.Data.ObjectNumber - 1] = content;

    /// <summary>In the file that was saved last.</summary>
    public long OffsetOf(IndirectReferenceToken reference) => _offsets[(int)reference.Data.ObjectNumber - 1];

    public byte[] Save(IndirectReferenceToken catalog, IndirectReferenceToken information)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"u8);
        var offsets = _offsets = new List<long>(_objects.Count);
        foreach (var (index, content) in _objects.Index())
        {
            offsets.Add(file.Position);
            Write(file, $"{index + 1} 0 obj\n");
            TokenWriter.Instance.WriteToken(
                content ?? throw new InvalidOperationException($"Object {index + 1} was reserved and never set."), file);
            Write(file, "\nendobj\n");
        }

        // PdfPig's own table writer would put random identifiers here.
        var identifier = new HexToken(Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)).AsSpan(0, 16)));
        var start = file.Position;
        Write(file, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Write(file, offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        }

        Write(file, "trailer\n");
        TokenWriter.Instance.WriteToken(
            Dictionary(
                ("Size", Number(_objects.Count + 1)), ("Root", catalog), ("Info", information), ("ID", Array(identifier, identifier))),
            file);
        Write(file, string.Create(CultureInfo.InvariantCulture, $"\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    private static void Write(MemoryStream file, string ascii) => file.Write(Encoding.ASCII.GetBytes(ascii));
}
