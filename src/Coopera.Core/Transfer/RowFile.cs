using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Coopera.Core.Transfer;

/// <summary>
/// The rows of one table as a file that every engine can be filled from: a line of JSON that says what is in it, then row after row with
/// its length, then a zero, their number and the hash of their content. Whatever is cut off or changed is noticed while it is read.
/// </summary>
public static class RowFile
{
    private const string Format = "coopera-rows-1";
    private const int LongestHeader = 1024 * 1024;
    private const int LongestRow = 256 * 1024 * 1024;

    /// <param name="lastGiven">See <see cref="TableReader.LastGivenAsync"/>.</param>
    /// <returns>What <see cref="ReadAsync"/> will find.</returns>
    public static async Task<ContentHash> WriteAsync(
        Stream to, TransferTable table, long lastGiven, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var hash = new ContentHash(table);
        var bytes = new ArrayBufferWriter<byte>(128 * 1024);
        var row = new ArrayBufferWriter<byte>(1024);
        bytes.Write(JsonSerializer.SerializeToUtf8Bytes(new Header(
            Format, table.Name, [.. table.Columns.Select(column => new HeaderColumn(column.Name, column.Kind.ToString()))], lastGiven)));
        bytes.Write("\n"u8);
        await foreach (var values in rows.WithCancellation(cancellationToken))
        {
            hash.Add(values);
            row.ResetWrittenCount();
            RowCode.Write(row, table, values, alike: false);
            RowCode.WriteNumber(bytes, (ulong)row.WrittenCount);
            bytes.Write(row.WrittenSpan);
            if (bytes.WrittenCount > 64 * 1024)
            {
                await to.WriteAsync(bytes.WrittenMemory, cancellationToken);
                bytes.ResetWrittenCount();
            }
        }

        RowCode.WriteNumber(bytes, 0);
        RowCode.WriteNumber(bytes, (ulong)hash.Rows);
        bytes.Write(Convert.FromHexString(hash.ToString()));
        await to.WriteAsync(bytes.WrittenMemory, cancellationToken);
        return hash;
    }

    /// <summary>Reads what stands before the rows: for which table they are.</summary>
    public static async Task<RowFileHeader> ReadHeaderAsync(
        Stream from, IReadOnlyList<TransferTable> tables, CancellationToken cancellationToken)
    {
        var reader = new ByteReader(from);
        var header = JsonSerializer.Deserialize<Header>(await reader.LineAsync(LongestHeader, cancellationToken));
        if (header is not { Format: Format })
        {
            throw new InvalidDataException($"This is no file of rows of the form {Format}.");
        }

        var table = tables.FirstOrDefault(table => table.Name == header.Table)
            ?? throw new InvalidDataException($"This program has no table {header.Table}.");
        return header.Columns.Select(column => (column.Name, column.Kind)).Order()
            .SequenceEqual(table.Columns.Select(column => (column.Name, column.Kind.ToString())).Order())
            ? new RowFileHeader(table with { Columns = InOrder(table, header) }, header.LastGiven, reader)
            : throw new InvalidDataException($"The columns of {header.Table} are not those that this program knows.");
    }

    /// <exception cref="InvalidDataException">The file is damaged; said after the last row at the latest.</exception>
    public static async IAsyncEnumerable<object?[]> ReadAsync(
        RowFileHeader header, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hash = new ContentHash(header.Table);
        while (await header.Reader.NumberAsync(cancellationToken) is var length and > 0)
        {
            var bytes = await header.Reader.BytesAsync(length <= LongestRow ? (int)length : -1, cancellationToken);
            var row = RowCode.Read(bytes.Span, header.Table);
            hash.Add(row);
            yield return row;
        }

        if (await header.Reader.NumberAsync(cancellationToken) != (ulong)hash.Rows
            || Convert.ToHexStringLower((await header.Reader.BytesAsync(32, cancellationToken)).Span) != hash.ToString())
        {
            throw new InvalidDataException($"The rows of {header.Table.Name} are not those that were written.");
        }
    }

    private static IReadOnlyList<TransferColumn> InOrder(TransferTable table, Header header) =>
        [.. header.Columns.Select(column => table.Columns.Single(own => own.Name == column.Name))];

    private sealed record Header(string Format, string Table, IReadOnlyList<HeaderColumn> Columns, long LastGiven);

    private sealed record HeaderColumn(string Name, string Kind);
}

/// <param name="Table">Its columns in the order of the file.</param>
public sealed record RowFileHeader(TransferTable Table, long LastGiven, ByteReader Reader);

/// <summary>What <see cref="RowFile"/> reads with: a stream in pieces of its own choosing.</summary>
public sealed class ByteReader(Stream stream)
{
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;

    internal async Task<string> LineAsync(int longest, CancellationToken cancellationToken)
    {
        for (var length = 0; length < longest; length++)
        {
            await FillAsync(length + 1, cancellationToken);
            if (_buffer[_start + length] == (byte)'\n')
            {
                var line = System.Text.Encoding.UTF8.GetString(_buffer, _start, length);
                _start += length + 1;
                return line;
            }
        }

        throw new InvalidDataException("The file does not begin as a file of rows does.");
    }

    internal async ValueTask<ulong> NumberAsync(CancellationToken cancellationToken)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            await FillAsync(1, cancellationToken);
            var next = _buffer[_start++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("A number has no end.");
    }

    /// <summary>Valid until the next are read.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> BytesAsync(int length, CancellationToken cancellationToken)
    {
        if (length < 0)
        {
            throw new InvalidDataException("A row is longer than any can be.");
        }

        await FillAsync(length, cancellationToken);
        _start += length;
        return _buffer.AsMemory(_start - length, length);
    }

    private async ValueTask FillAsync(int length, CancellationToken cancellationToken)
    {
        while (_end - _start < length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _end += read > 0 ? read : throw new InvalidDataException("The file ends in the middle of a row.");
        }
    }
}
