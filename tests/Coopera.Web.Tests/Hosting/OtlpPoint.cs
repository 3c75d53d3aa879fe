using System.Buffers.Binary;
using System.Text;

namespace Coopera.Web.Tests.Hosting;

/// <summary>One value of a metric, read from the bytes of an ExportMetricsServiceRequest: no more of protobuf than stands there.</summary>
/// <param name="Value">Of a histogram: how many values.</param>
/// <param name="Sum">Of a histogram alone.</param>
internal sealed record OtlpPoint(string Metric, IReadOnlyList<string> Tags, double Value, double Sum)
{
    public static IEnumerable<OtlpPoint> Read(byte[] request) =>
        from resource in Fields(request)
        where resource.Number == 1
        from scope in Fields(resource.Bytes)
        where scope.Number == 2
        from metric in Fields(scope.Bytes)
        where metric.Number == 2
        let name = Text(Fields(metric.Bytes), 1)
        from data in Fields(metric.Bytes)
        where data.Number is 5 or 7 or 9 // gauge, sum, histogram
        from point in Fields(data.Bytes)
        where point.Number == 1
        select Point(name, Fields(point.Bytes), isHistogram: data.Number == 9);

    private static OtlpPoint Point(string metric, IReadOnlyList<(int Number, byte[] Bytes)> fields, bool isHistogram)
    {
        var tags = fields.Where(field => field.Number == (isHistogram ? 9 : 7)).Select(field => Fields(field.Bytes)).Select(
            pair => $"{Text(pair, 1)}={Text(Fields(pair.Last().Bytes), 1)}").ToList();
        return isHistogram
            ? new(metric, tags, Whole(4), Real(5))
            : new(metric, tags, fields.Any(field => field.Number == 4) ? Real(4) : Whole(6), 0);

        double Real(int number) => BinaryPrimitives.ReadDoubleLittleEndian(Of(number));

        double Whole(int number) => BinaryPrimitives.ReadInt64LittleEndian(Of(number));

        byte[] Of(int number) => fields.FirstOrDefault(field => field.Number == number).Bytes ?? new byte[8];
    }

    /// <summary>Empty for what is no text.</summary>
    private static string Text(IEnumerable<(int Number, byte[] Bytes)> fields, int number) =>
        Encoding.UTF8.GetString(fields.FirstOrDefault(field => field.Number == number).Bytes ?? []);

    /// <summary>What a message holds, in its order.</summary>
    private static List<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint();
            switch (tag & 7)
            {
                case 0:
                    Varint(); // none of the values looked at here is one
                    break;
                case 1:
                    Take(tag >> 3, 8);
                    break;
                case 2:
                    Take(tag >> 3, (int)Varint());
                    break;
                case 5:
                    Take(tag >> 3, 4);
                    break;
                default:
                    throw new FormatException($"A field of kind {tag & 7} at {at}.");
            }
        }

        return fields;

        void Take(ulong number, int length)
        {
            fields.Add(((int)number, message[at..(at + length)]));
            at += length;
        }

        ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var part = message[at++];
                value |= (ulong)(part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
