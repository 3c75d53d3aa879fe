using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Coopera.Core.Transfer;

/// <summary>
/// A row as bytes, as every engine would give it back, so that its hash is the same on all: which values are null, then the others one
/// after the other.
/// </summary>
internal static class RowCode
{
    /// <summary>PostgreSQL keeps microseconds, the others ticks: two instants are the same when they are in these.</summary>
    public const long TicksKept = TimeSpan.TicksPerMicrosecond;

    public static void Write(ArrayBufferWriter<byte> to, TransferTable table, object?[] row)
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
                Write(to, table.Columns[i].Kind, value);
            }
        }
    }

    private static void WriteNumber(ArrayBufferWriter<byte> to, ulong number)
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

    private static void Write(ArrayBufferWriter<byte> to, ColumnKind kind, object value)
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
                WriteText(to, Sorted((string)value));
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
                WriteSigned(to, Kept(((DateTimeOffset)value).UtcTicks));
                break;
            case ColumnKind.Day:
                WriteSigned(to, ((DateOnly)value).DayNumber);
                break;
            default:
                WriteSigned(to, Kept(((TimeOnly)value).Ticks));
                break;
        }
    }

    private static long Kept(long ticks) => ticks - (ticks % TicksKept);

    private static void WriteText(ArrayBufferWriter<byte> to, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        WriteNumber(to, (ulong)length);
        to.Advance(Encoding.UTF8.GetBytes(text, to.GetSpan(length)));
    }

    private static void WriteSigned(ArrayBufferWriter<byte> to, long number) =>
        WriteNumber(to, (ulong)((number << 1) ^ (number >> 63)));

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
