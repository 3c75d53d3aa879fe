using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Coopera.Core.Staff;

/// <summary>
/// Codes of six digits from a shared key and the time (RFC 6238, with the values that every app knows: SHA-1, 30 seconds).
/// </summary>
public static class TotpCodes
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeyBytes = 20;
    private const int StepSeconds = 30;

    private const int Skew = 1;

    public static string NewKey()
    {
        var key = new StringBuilder();
        var (bits, left) = (0, 0);
        foreach (var part in RandomNumberGenerator.GetBytes(KeyBytes))
        {
            (bits, left) = ((bits << 8) | part, left + 8);
            while (left >= 5)
            {
                left -= 5;
                key.Append(Alphabet[(bits >> left) & 31]);
            }
        }

        return key.ToString();
    }

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    public static string At(string key, long step)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
#pragma warning disable CA5350 // What the apps compute: an HMAC does not suffer from SHA-1's collisions.
        var hash = HMACSHA1.HashData(Bytes(key), moment);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code it is; null for a code that is not of now.</summary>
    public static long? Match(string key, string? code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat((code ?? "").Where(c => !char.IsWhiteSpace(c))));
        long? found = null;
        for (var step = StepAt(now) - Skew; step <= StepAt(now) + Skew; step++)
        {
            found = CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(At(key, step))) ? step : found;
        }

        return found;
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>();
        var (bits, left) = (0, 0);
        foreach (var letter in key)
        {
            (bits, left) = ((bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal), left + 5);
            if (left >= 8)
            {
                left -= 8;
                bytes.Add((byte)(bits >> left));
            }
        }

        return [.. bytes];
    }
}
