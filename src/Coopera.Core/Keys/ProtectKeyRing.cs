using System.Xml.Linq;
using Coopera.Core.Data;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Keys;

/// <summary>
/// At the start: keys that stand in the database as they are, or protected with a retired key, are protected with the current one. A key
/// that nobody can open stops the start: going on would silently void every session and every link that was ever sent.
/// </summary>
public sealed partial class ProtectKeyRing(CooperaDb database, SiteKeys keys, Settings settings, ILogger<ProtectKeyRing> logger)
{
    private static readonly XName Encrypted = "encryptedSecret";
    private static readonly XName Secret = XName.Get("requiresEncryption", "http://schemas.asp.net/2015/03/dataProtection");

    public async Task RunAsync()
    {
        var written = 0;
        foreach (var row in await database.DataProtectionKeys.AsNoTracking().ToListAsync())
        {
            if (row.Xml is not null && Again(row.Xml) is { } xml)
            {
                await database.WriteAsync(db => db.DataProtectionKeys.Where(key => key.Id == row.Id && key.Xml == row.Xml)
                    .ExecuteUpdateAsync(key => key.SetProperty(k => k.Xml, xml)));
                written++;
            }
        }

        if (written > 0)
        {
            Log.Protected(logger, written);
        }

        if (settings.Keys.MakeKeyFile)
        {
            Log.KeyOfDevelopment(logger, settings.Keys.KeyFile!);
        }
        else if (settings.Keys.KeyFile is { } file && file.StartsWith(settings.Site.DataFolder + Path.DirectorySeparatorChar,
            StringComparison.Ordinal))
        {
            Log.KeyBesideData(logger, file);
        }
    }

    /// <summary>Null when it is as it should be.</summary>
    private string? Again(string xml)
    {
        var key = XElement.Parse(xml);
        var encryptor = new KeyRingEncryptor(keys);
        var secrets = key.DescendantsAndSelf().Where(e => e.Attribute(Secret)?.Value == "true").ToList();
        var closed = key.DescendantsAndSelf().Where(IsEncrypted).ToList();
        foreach (var secret in secrets)
        {
            secret.ReplaceWith(Element(encryptor.Encrypt(secret)));
        }

        var changed = secrets.Count > 0;
        foreach (var element in closed)
        {
            var sealedKey = element.Elements(KeyRingEncryptor.Element).SingleOrDefault();
            var id = sealedKey?.Attribute(KeyRingEncryptor.KeyId)?.Value;
            if (sealedKey is null || id == keys.Current.Id)
            {
                continue; // of another way to encrypt, which finds its own means, or as it should be
            }

            if (keys.Find(id) is null)
            {
                throw new SettingsException(
                    "The key in Keys:KeyFile or Keys:CertificateFile is not the one that this database is protected with: set that one, or "
                    + "name it in Keys:Retired beside the new one.");
            }

            element.ReplaceWith(Element(encryptor.Encrypt(KeyRingDecryptor.Open(sealedKey, keys))));
            changed = true;
        }

        return changed ? key.ToString(SaveOptions.DisableFormatting) : null;
    }

    private static bool IsEncrypted(XElement element) => element.Name.LocalName == Encrypted.LocalName;

    // As the key manager writes it.
    private static XElement Element(EncryptedXmlInfo info) => new(
        XName.Get(Encrypted.LocalName, Secret.NamespaceName),
        new XAttribute("decryptorType", info.DecryptorType.AssemblyQualifiedName!), info.EncryptedElement);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Keys of the key ring that are now protected with the key outside the database: {Count}. Copies of the database made "
                + "before hold them in clear: if one may be in foreign hands, run \"links revoke\"")]
        public static partial void Protected(ILogger logger, int count);

        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Sessions, links and the register are protected with the key {File}, made for trying the site; elsewhere Keys:KeyFile "
                + "names one outside the data folder")]
        public static partial void KeyOfDevelopment(ILogger logger, string file);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Keys:KeyFile is {File}, in the data folder: who copies that has the key as well. Keep it elsewhere")]
        public static partial void KeyBesideData(ILogger logger, string file);
    }
}
