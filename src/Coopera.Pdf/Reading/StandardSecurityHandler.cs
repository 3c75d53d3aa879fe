using System.Security.Cryptography;

namespace Coopera.Pdf.Reading;

/// <summary>
/// Undoes the encryption of files that open without a password (ISO 32000-2, 7.6): strings and streams, each with a key of its own.
/// </summary>
internal sealed class StandardSecurityHandler
{
    private enum Cipher
    {
        None,
        Rc4,
        Aes,
        AesWithFileKey,
    }

    private readonly byte[] _key;
    private readonly Dictionary<string, Cipher> _filters;
    private readonly string _streams;
    private readonly string _strings;
    private readonly bool _encryptsMetadata;

    private StandardSecurityHandler(
        byte[] key, Dictionary<string, Cipher> filters, string streams, string strings, bool encryptsMetadata) =>
        (_key, _filters, _streams, _strings, _encryptsMetadata) = (key, filters, streams, strings, encryptsMetadata);

    /// <exception cref="PdfEncryptedException">It does not open without a password.</exception>
    public static StandardSecurityHandler Open(Dictionary<string, object?> encryption, byte[] id, Func<object?, object?> resolve)
    {
        var (version, revision) = (Number("V"), Number("R"));
        if (!resolve(encryption.Entry("Filter")).Is("Standard") || version is not (1 or 2 or 4 or 5))
        {
            throw new PdfEncryptedException(asksForPassword: false);
        }

        var encryptsMetadata = resolve(encryption.Entry("EncryptMetadata")) is not false;
        var length = version switch { 1 => 5, 2 => Math.Clamp(resolve(encryption.Entry("Length")).Integer(40) / 8, 5, 16), _ => 16 };
        var permissions = resolve(encryption.Entry("P")) is double allowed ? unchecked((int)(long)allowed) : 0;
        var key = FileKey.WithoutPassword(
            revision, length, permissions, encryptsMetadata, id, name => (resolve(encryption.Entry(name)) as PdfString)?.Bytes ?? [])
            ?? throw new PdfEncryptedException(asksForPassword: true);
        var filters = new Dictionary<string, Cipher> { ["Identity"] = Cipher.None };
        if (version < 4)
        {
            filters["StdCF"] = Cipher.Rc4;
            return new StandardSecurityHandler(key, filters, "StdCF", "StdCF", encryptsMetadata);
        }

        foreach (var (name, filter) in resolve(encryption.Entry("CF")) as Dictionary<string, object?> ?? [])
        {
            filters[name] = (resolve((resolve(filter) as Dictionary<string, object?>)?.Entry("CFM")) as PdfName)?.Value switch
            {
                "V2" => Cipher.Rc4,
                "AESV2" => Cipher.Aes,
                "AESV3" => Cipher.AesWithFileKey,
                _ => Cipher.None,
            };
        }

        return new StandardSecurityHandler(key, filters, Name("StmF"), Name("StrF"), encryptsMetadata);

        int Number(string name) => resolve(encryption.Entry(name)).Integer();

        string Name(string name) => (resolve(encryption.Entry(name)) as PdfName)?.Value ?? "Identity";
    }

    /// <summary>Decrypts the strings of an object that was read, where they are.</summary>
    public void DecryptStrings(object? value, int number, int generation)
    {
        switch (value)
        {
            case PdfString text:
                text.Bytes = Decrypt(_filters.GetValueOrDefault(_strings), text.Bytes, number, generation);
                break;
            case List<object?> list:
                list.ForEach(one => DecryptStrings(one, number, generation));
                break;
            case PdfStream stream:
                DecryptStrings(stream.Dictionary, number, generation);
                break;
            case Dictionary<string, object?> dictionary:
                // The signature is written after all else, and is not encrypted.
                foreach (var (key, entry) in dictionary.Where(e => e.Key != "Contents" || !dictionary.ContainsKey("ByteRange")))
                {
                    DecryptStrings(entry, number, generation);
                }

                break;
            default:
                break;
        }
    }

    public ReadOnlyMemory<byte> Decrypt(PdfStream stream, ReadOnlyMemory<byte> data, Func<object?, object?> resolve)
    {
        var filter = _streams;
        if (stream.Dictionary.Entry("Type").Is("XRef") || (stream.Dictionary.Entry("Type").Is("Metadata") && !_encryptsMetadata))
        {
            return data;
        }

        var first = resolve(StreamFilters.List(stream.Dictionary.Entry("Filter"), resolve).FirstOrDefault());
        if (first.Is("Crypt"))
        {
            var parameters = resolve(StreamFilters.List(stream.Dictionary.Entry("DecodeParms"), resolve).FirstOrDefault());
            filter = (resolve((parameters as Dictionary<string, object?>)?.Entry("Name")) as PdfName)?.Value ?? "Identity";
        }

        var cipher = _filters.GetValueOrDefault(filter);
        return cipher == Cipher.None ? data : Decrypt(cipher, data.Span, stream.Number, stream.Generation);
    }

    private byte[] Decrypt(Cipher cipher, ReadOnlySpan<byte> data, int number, int generation) => cipher switch
    {
        Cipher.Rc4 => Rc4.Apply(ObjectKey(number, generation, []), data),
        Cipher.Aes => DecryptAes(ObjectKey(number, generation, "sAlT"u8), data),
        Cipher.AesWithFileKey => DecryptAes(_key, data),
        _ => data.ToArray(),
    };

    private byte[] ObjectKey(int number, int generation, ReadOnlySpan<byte> salt) => FileKey.Md5(
        [
            .. _key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)generation, (byte)(generation >> 8), .. salt,
        ])[..Math.Min(_key.Length + 5, 16)];

    private static byte[] DecryptAes(byte[] key, ReadOnlySpan<byte> data)
    {
        var length = data.Length / 16 * 16;
        if (length < 32)
        {
            return [];
        }

        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(data[16..length], data[..16], PaddingMode.None);
        return plain[^1] is >= 1 and <= 16 and var padding ? plain[..^padding] : plain;
    }
}
