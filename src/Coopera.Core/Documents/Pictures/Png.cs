using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Coopera.Core.Documents.Pictures;

/// <summary>Portable Network Graphics, 8 bits a colour (W3C, PNG third edition).</summary>
public static class Png
{
    public const string ContentType = "image/png";

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(value =>
        Enumerable.Range(0, 8).Aggregate((uint)value, (rest, _) => (rest & 1) == 0 ? rest >> 1 : 0xEDB88320 ^ (rest >> 1)))];

    public static byte[] Write(Canvas canvas)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), canvas.Height);
        (header[8], header[9]) = (8, 2); // bits, and red-green-blue
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Rows(canvas));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Rows(Canvas canvas)
    {
        using var packed = new MemoryStream();
        using (var rows = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            var width = canvas.Width * 3;
            for (var row = 0; row < canvas.Height; row++)
            {
                rows.WriteByte(0); // as it is: large even areas pack well by themselves
                rows.Write(canvas.Pixels.Slice(row * width, width));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, string kind, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        var name = Encoding.ASCII.GetBytes(kind);
        file.Write(name);
        file.Write(content);
        var check = 0xFFFFFFFF;
        foreach (var value in name.Concat(content))
        {
            check = Remainders[(check ^ value) & 0xFF] ^ (check >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~check);
        file.Write(number);
    }
}
