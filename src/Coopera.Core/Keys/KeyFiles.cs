using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Coopera.Core.Keys;

public static class KeyFiles
{
    private const string MustBe = "it must be a file of 32 random bytes: make it with \"keys new FILE\"";

    public static SiteKeys Load(KeySettings settings)
    {
        if (settings is { MakeKeyFile: true, KeyFile: { } wanted } && !File.Exists(wanted))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(wanted)!);
            Make(wanted);
        }

        return new SiteKeys(
            settings.CertificateFile is { } certificate
                ? OfCertificate("Keys:CertificateFile", certificate, settings.Password)
                : OfFile("Keys:KeyFile", settings.KeyFile!),
            [.. settings.Retired.Select(path => Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12"
                ? OfCertificate("Keys:Retired", path, settings.Password)
                : OfFile("Keys:Retired", path))]);
    }

    /// <summary>A new key that only this user can read. Throws when there is a file already: a key that is gone is gone.</summary>
    public static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(RandomNumberGenerator.GetBytes(SiteKey.Length));
        file.Flush(flushToDisk: true);
    }

    private static SiteKey OfFile(string setting, string path)
    {
        try
        {
            return File.ReadAllBytes(path) is { Length: SiteKey.Length } secret
                ? new SiteKey(secret)
                : throw new SettingsException($"{setting} is \"{path}\", which has another length: {MustBe}.");
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{setting} is \"{path}\", which cannot be read ({refusal.Message}): {MustBe}.");
        }
    }

    /// <summary>The numbers of the private key, which are the same whatever reads the file.</summary>
    private static SiteKey OfCertificate(string setting, string path, string? password)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password, X509KeyStorageFlags.Exportable);
            using var rsa = certificate.GetRSAPrivateKey();
            using var curve = certificate.GetECDsaPrivateKey();
            return (rsa?.ExportParameters(includePrivateParameters: true).D
                ?? curve?.ExportParameters(includePrivateParameters: true).D) is { } secret
                ? new SiteKey(secret)
                : throw new SettingsException(
                    $"{setting} is \"{path}\": it must be a PKCS #12 file with the private key of the certificate (RSA or EC).");
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingsException(
                $"{setting} is \"{path}\", which cannot be opened ({refusal.Message.TrimEnd('.')}): it must be a PKCS #12 file, with its "
                + "password in Keys:Password.");
        }
    }
}
