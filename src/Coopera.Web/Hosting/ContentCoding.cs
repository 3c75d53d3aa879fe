using System.Globalization;
using System.IO.Compression;

namespace Coopera.Web.Hosting;

/// <summary>How an answer is written. Browsers ask in a hundred ways for what is one of these three.</summary>
public enum ContentCoding
{
    Plain,
    Gzip,
    Brotli,
}

public static class ContentCodings
{
    /// <summary>The name in <c>Content-Encoding</c>; null when there is nothing to be named.</summary>
    public static string? NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    /// <summary>The best of what is accepted (RFC 9110, 12.5.3): of equals the shortest.</summary>
    public static ContentCoding Of(string? accepted)
    {
        double? brotli = null, gzip = null, plain = null, others = null;
        foreach (var range in (accepted ?? "").AsSpan().Split(','))
        {
            var part = accepted.AsSpan()[range];
            var end = part.IndexOf(';');
            var name = (end < 0 ? part : part[..end]).Trim();
            var quality = end < 0 ? 1 : QualityOf(part[(end + 1)..]);
            if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
            {
                brotli = quality;
            }
            else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
            {
                gzip = quality;
            }
            else if (name.Equals("identity", StringComparison.OrdinalIgnoreCase))
            {
                plain = quality;
            }
            else if (name is "*")
            {
                others = quality;
            }
        }

        var (br, gz) = (brotli ?? others ?? 0, gzip ?? others ?? 0);
        return Math.Max(br, gz) <= 0 || plain > Math.Max(br, gz) ? ContentCoding.Plain
            : br >= gz ? ContentCoding.Brotli
            : ContentCoding.Gzip;
    }

    /// <summary>Null when it does not get shorter.</summary>
    public static byte[]? Write(MemoryStream plain, ContentCoding coding)
    {
        if (coding == ContentCoding.Plain)
        {
            return null;
        }

        // The fastest level makes the map a quarter longer and spares less than a tenth of a millisecond.
        using var written = new MemoryStream();
        using (Stream writer = coding == ContentCoding.Brotli
            ? new BrotliStream(written, CompressionLevel.Optimal, leaveOpen: true)
            : new GZipStream(written, CompressionLevel.Optimal, leaveOpen: true))
        {
            writer.Write(plain.GetBuffer(), 0, (int)plain.Length);
        }

        return written.Length < plain.Length ? written.ToArray() : null;
    }

    private static double QualityOf(ReadOnlySpan<char> parameter)
    {
        var value = parameter.Trim();
        return value.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(value[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
            ? quality
            : 1;
    }
}
