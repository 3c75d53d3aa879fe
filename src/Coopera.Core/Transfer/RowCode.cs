using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Coopera.Core.Transfer;

/// <summary>A row as bytes: which values are null, then the others one after the other.</summary>
internal static class RowCode
{
    /// <summary>PostgreSQL keeps microseconds, the others ticks: two instants are the same when they are in these.</summary>
    public const long TicksKept = TimeSpan.TicksPerMicrosecond;

    /// <param name="alike">As every engine would give the row back: for a hash that is the same on all.</param>
    public static void Write(ArrayBufferWriter<byte> to, TransferTable table, object?[] row, bool alike)
    {
        var nulls = to.GetSpan((row.Length + 7) / 8)[..((row.Length + 7) / 8)];
        nulls.Clear();
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] is null)
            {
                nulls[i / 8] |= (byte)(1 << (i % 8));
            }
        }

        to.Advance(nulls.Length);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] is { } value)
            {
                Write(to, table.Columns[i].Kind, value, alike);
            }
        }
    }

    public static object?[] Read(ReadOnlySpan<byte> bytes, TransferTable table)
    {
        var row = new object?[table.Columns.Count];
        var nulls = bytes[..((row.Length + 7) / 8)];
        var rest = bytes[nulls.Length..];
        for (var i = 0; i < row.Length; i++)
        {
            if ((nulls[i / 8] & (1 << (i % 8))) == 0)
            {
                row[i] = Read(ref rest, table.Columns[i].Kind);
            }
        }

        return rest.IsEmpty ? row : throw new InvalidDataException($"A row of {table.Name} is longer than its columns.");
    }

    public static void WriteNumber(IBufferWriter<byte> to, ulong number)
    {
        var span = to.GetSpan(10);
        var length = 0;
        for (; number >= 0x80; number >>= 7)
        {
            span[length++] = (byte)(number | 0x80);
        }

        span[length++] = (byte)number;
        to.Advance(length);
    }

    private static void Write(ArrayBufferWriter<byte> to, ColumnKind kind, object value, bool alike)
    {
        switch (kind)
        {
            case ColumnKind.Truth:
                WriteNumber(to, (bool)value ? 1UL : 0);
                break;
            case ColumnKind.Number:
                WriteSigned(to, (int)value);
                break;
            case ColumnKind.LargeNumber:
                WriteSigned(to, (long)value);
                break;
            case ColumnKind.Real:
                BinaryPrimitives.WriteDoubleLittleEndian(to.GetSpan(sizeof(double)), (double)value);
                to.Advance(sizeof(double));
                break;
            case ColumnKind.Text:
                WriteText(to, (string)value);
                break;
            case ColumnKind.Json:
                WriteText(to, alike ? Sorted((string)value) : (string)value);
                break;
            case ColumnKind.Texts:
                WriteNumber(to, (ulong)((string[])value).Length);
                Array.ForEach((string[])value, text => WriteText(to, text));
                break;
            case ColumnKind.Bytes:
                WriteNumber(to, (ulong)((byte[])value).Length);
                to.Write((byte[])value);
                break;
            case ColumnKind.Id:
                ((Guid)value).TryWriteBytes(to.GetSpan(16), bigEndian: true, out _);
                to.Advance(16);
                break;
            case ColumnKind.Instant:
                WriteSigned(to, Kept(((DateTimeOffset)value).UtcTicks, alike));
                break;
            case ColumnKind.Day:
                WriteSigned(to, ((DateOnly)value).DayNumber);
                break;
            default:
                WriteSigned(to, Kept(((TimeOnly)value).Ticks, alike));
                break;
        }
    }

    private static object Read(ref ReadOnlySpan<byte> bytes, ColumnKind kind)
    {
        switch (kind)
        {
            case ColumnKind.Truth:
                return ReadNumber(ref bytes) == 1;
            case ColumnKind.Number:
                return checked((int)ReadSigned(ref bytes));
            case ColumnKind.LargeNumber:
                return ReadSigned(ref bytes);
            case ColumnKind.Real:
                return BinaryPrimitives.ReadDoubleLittleEndian(Take(ref bytes, sizeof(double)));
            case ColumnKind.Text or ColumnKind.Json:
                return ReadText(ref bytes);
            case ColumnKind.Texts:
                var texts = new List<string>();
                for (var left = ReadNumber(ref bytes); left > 0; left--)
                {
                    texts.Add(ReadText(ref bytes));
                }

                return texts.ToArray();
            case ColumnKind.Bytes:
                return Take(ref bytes, checked((int)ReadNumber(ref bytes))).ToArray();
            case ColumnKind.Id:
                return new Guid(Take(ref bytes, 16), bigEndian: true);
            case ColumnKind.Instant:
                return new DateTimeOffset(ReadSigned(ref bytes), TimeSpan.Zero);
            case ColumnKind.Day:
                return DateOnly.FromDayNumber(checked((int)ReadSigned(ref bytes)));
            default:
                return new TimeOnly(ReadSigned(ref bytes));
        }
    }

    private static long Kept(long ticks, bool alike) => alike ? ticks - (ticks % TicksKept) : ticks;

    private static void WriteText(ArrayBufferWriter<byte> to, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteNumber(to, (ulong)length);
        to.Advance(Encoding.UTF8.GetBytes(text, to.GetSpan(length)));
    }

    private static string ReadText(ref ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(Take(ref bytes, checked((int)ReadNumber(ref bytes))));

    private static void WriteSigned(ArrayBufferWriter<byte> to, long number) =>
        WriteNumber(to, (ulong)((number << 1) ^ (number >> 63)));

    private static long ReadSigned(ref ReadOnlySpan<byte> bytes)
    {
        var number = ReadNumber(ref bytes);
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    private static ulong ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("A number has no end.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        if (length < 0 || length > bytes.Length)
        {
            throw new InvalidDataException("A row is shorter than its columns.");
        }

        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    /// <summary>jsonb keeps neither the order of names nor the space between.</summary>
    private static string Sorted(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            WriteSorted(writer, document.RootElement);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteSorted(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
