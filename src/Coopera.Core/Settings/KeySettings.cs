namespace Coopera.Core;

/// <summary>The key outside the database that protects what is in it: without it a copy of the database opens nothing.</summary>
/// <param name="KeyFile">32 random bytes; null when it is a certificate.</param>
/// <param name="MakeKeyFile">When it is missing, as in development: nobody has to make one by hand to try the site.</param>
/// <param name="CertificateFile">PKCS #12, with its private key.</param>
/// <param name="Retired">Key files or certificates of before: what they protected is read, and protected with the new one.</param>
public sealed record KeySettings(
    string? KeyFile, bool MakeKeyFile, string? CertificateFile, string? Password, IReadOnlyList<string> Retired);

public sealed partial record Settings
{
    private static KeySettings ReadKeys(Reader read, string contentRoot, string dataFolder, bool development)
    {
        var (file, certificate) = (read.Optional("Keys:KeyFile"), read.Optional("Keys:CertificateFile"));
        if (file is not null && certificate is not null)
        {
            throw new SettingsException("Keys:KeyFile and Keys:CertificateFile are both set: set one, and name the other in Keys:Retired.");
        }

        if (file is null && certificate is null && !development)
        {
            throw new SettingsException(
                "Keys:KeyFile is missing: it must name a file of 32 random bytes outside the database and its backups (make it with "
                + "\"keys new FILE\"), or set Keys:CertificateFile to a PKCS #12 file.");
        }

        return new KeySettings(
            certificate is not null ? null : file is null ? Path.Combine(dataFolder, "key") : Path.GetFullPath(file, contentRoot),
            MakeKeyFile: file is null && development,
            certificate is null ? null : Path.GetFullPath(certificate, contentRoot),
            read.Optional("Keys:Password"),
            [.. Parts(read.Optional("Keys:Retired")).Select(path => Path.GetFullPath(path, contentRoot))]);
    }
}
