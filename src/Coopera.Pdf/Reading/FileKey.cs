using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Coopera.Pdf.Reading;

/// <summary>
/// The key of a file that opens without asking, because only changing it was forbidden: made from the empty password (ISO 32000-2, 7.6.4).
/// </summary>
internal static class FileKey
{
    private static ReadOnlySpan<byte> Padding =>
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <param name="length">Of the key, in bytes; revisions 5 and 6 know only one.</param>
    /// <returns>Null when the empty password does not open the file.</returns>
    public static byte[]? WithoutPassword(
        int revision, int length, int permissions, bool encryptsMetadata, byte[] id, Func<string, byte[]> entry) => revision switch
        {
            >= 2 and <= 4 => ByMd5(revision, length, permissions, encryptsMetadata, id, entry),
            5 or 6 => BySha(revision, entry),
            _ => null,
        };

    private static byte[]? ByMd5(
        int revision, int length, int permissions, bool encryptsMetadata, byte[] id, Func<string, byte[]> entry)
    {
        Span<byte> allowed = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(allowed, permissions);
        var key = Md5([.. Padding, .. First(entry("O"), 32), .. allowed, .. id, .. revision >= 4 && !encryptsMetadata ? NotMetadata : []]);
        for (var i = 0; i < 50 && revision >= 3; i++)
        {
            key = Md5(key[..length]);
        }

        key = key[..length];
        var proof = revision == 2 ? Rc4.Apply(key, Padding) : Md5([.. Padding, .. id]);
        for (var i = 0; i < 20 && revision >= 3; i++)
        {
            proof = Rc4.Apply([.. key.Select(value => (byte)(value ^ i))], proof);
        }

        return First(entry("U"), 16).AsSpan().SequenceEqual(proof.AsSpan(0, 16)) ? key : null;
    }

    private static byte[] NotMetadata => [0xFF, 0xFF, 0xFF, 0xFF];

    private static byte[]? BySha(int revision, Func<string, byte[]> entry)
    {
        var (user, sealedKey) = (First(entry("U"), 48), First(entry("UE"), 32));
        if (!Hash(revision, user[32..40]).AsSpan().SequenceEqual(user.AsSpan(0, 32)))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = Hash(revision, user[40..48]);
        return aes.DecryptCbc(sealedKey, new byte[16], PaddingMode.None);
    }

    // Algorithm 2.B for the empty password; in revision 5 only its first step.
    private static byte[] Hash(int revision, byte[] salt)
    {
        var key = SHA256.HashData(salt);
        for (var round = 0; revision == 6; round++)
        {
            using var aes = Aes.Create();
            aes.Key = key[..16];
            byte[] repeated = [.. Enumerable.Repeat(key, 64).SelectMany(part => part)];
            var mixed = aes.EncryptCbc(repeated, key.AsSpan(16, 16), PaddingMode.None);
            key = (mixed.Take(16).Sum(value => value) % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            if (round >= 63 && mixed[^1] <= round - 31)
            {
                break;
            }
        }

        return key[..32];
    }

    private static byte[] First(byte[] value, int length) =>
        value.Length >= length ? value[..length] : [.. value, .. new byte[length - value.Length]];

#pragma warning disable CA5351 // the standard has no other: nothing is protected by it here, it is only read
    internal static byte[] Md5(byte[] data) => MD5.HashData(data);
#pragma warning restore CA5351
}
