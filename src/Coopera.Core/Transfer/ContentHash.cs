using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Coopera.Core.Transfer;

/// <summary>
/// Of the rows of a table, in whatever order: every engine orders texts and ids its own way. Computed alike on all of them.
/// </summary>
public sealed class ContentHash(TransferTable table)
{
    private readonly ArrayBufferWriter<byte> _row = new(1024);
    private readonly ulong[] _sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];

    public long Rows { get; private set; }

    public void Add(object?[] row)
    {
        _row.ResetWrittenCount();
        RowCode.Write(_row, table, row);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        for (var i = 0; i < _sum.Length; i++)
        {
            _sum[i] += BinaryPrimitives.ReadUInt64BigEndian(hash[(i * sizeof(ulong))..]);
        }

        Rows++;
    }

    /// <summary>Hexadecimal, lower case.</summary>
    public override string ToString() => string.Concat(_sum.Select(part => part.ToString("x16", CultureInfo.InvariantCulture)));
}
