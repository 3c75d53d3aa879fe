using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Keys;

/// <summary>
/// The keys of the key ring stand in the database, encrypted with the one that does not (AES-256-GCM; the key's id is authenticated).
/// </summary>
public sealed class KeyRingEncryptor(SiteKeys keys) : IXmlEncryptor
{
    public const string Element = "sealedKey";
    public const string KeyId = "key";
    internal const string Use = "KeyRing";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var key = keys.Current;
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (nonce, tag) = (RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), new byte[AesGcm.TagByteSizes.MaxSize]);
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(key.For(Use), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(key.Id));
        return new EncryptedXmlInfo(
            new XElement(Element, new XAttribute(KeyId, key.Id), Convert.ToBase64String([.. nonce, .. tag, .. cipher])),
            typeof(KeyRingDecryptor));
    }
}

/// <summary>Named in the rows of the key ring: neither its name nor its namespace may change.</summary>
public sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => Open(encryptedElement, services.GetRequiredService<SiteKeys>());

    public static XElement Open(XElement encrypted, SiteKeys keys)
    {
        var key = keys.Find(encrypted.Attribute(KeyRingEncryptor.KeyId)?.Value)
            ?? throw new CryptographicException("A key of the key ring was protected with a key that is not among Keys:*.");
        var all = Convert.FromBase64String(encrypted.Value).AsSpan();
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[all.Length - nonce - tag];
        using var aes = new AesGcm(key.For(KeyRingEncryptor.Use), tag);
        aes.Decrypt(all[..nonce], all[(nonce + tag)..], all[nonce..(nonce + tag)], plain, Encoding.UTF8.GetBytes(key.Id));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
